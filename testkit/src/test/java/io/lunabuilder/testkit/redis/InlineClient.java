package io.lunabuilder.testkit.redis;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** The simplest client: a line with a command there, the first line of the answer back. */
final class InlineClient {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private InlineClient() {}

  static int portOf(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  static String ask(int port, String command) throws IOException {
    return ask(SocketFactory.getDefault(), port, command);
  }

  static String ask(SocketFactory sockets, int port, String command) throws IOException {
    try (Socket socket = sockets.createSocket("127.0.0.1", port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      if (socket instanceof SSLSocket tls) {
        SSLParameters checkTheName = tls.getSSLParameters();
        checkTheName.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(checkTheName);
      }
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      String line =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      if (line == null) {
        throw new EOFException("no answer");
      }
      return line;
    }
  }

  /** Makes TLS sockets that trust nobody but the authority of {@code certificate}. */
  static SocketFactory trusting(String certificate) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "authority",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(certificate.getBytes(StandardCharsets.UTF_8))));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
