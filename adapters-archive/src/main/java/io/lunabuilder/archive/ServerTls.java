package io.lunabuilder.archive;

import io.lunabuilder.application.port.ServerTrust;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * Which certificates one host may show; for all others the usual ones hold.
 *
 * @param host without the brackets of an IPv6 address; empty for none
 * @param trust of that host
 */
record ServerTls(String host, ServerTrust trust) {
  /** No host is special. */
  static final ServerTls USUAL = new ServerTls("", ServerTrust.USUAL);

  ServerTls {
    host = host.toLowerCase(Locale.ROOT);
  }

  /**
   * A client that asks {@code asked}.
   *
   * @throws IOException when the authorities cannot be read
   */
  OkHttpClient.Builder in(OkHttpClient.Builder client, String asked) throws IOException {
    if (!host.equals(asked.toLowerCase(Locale.ROOT))) {
      return client;
    }
    return switch (trust) {
      case ServerTrust.Usual usual -> client;
      case ServerTrust.Authorities(String certificates) -> trusting(client, only(certificates));
      case ServerTrust.Anybody anybody ->
          trusting(client, new Anyone()).hostnameVerifier((_, _) -> true);
    };
  }

  private static OkHttpClient.Builder trusting(
      OkHttpClient.Builder client, X509TrustManager trusted) throws IOException {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, new TrustManager[] {trusted}, null);
      return client.sslSocketFactory(tls.getSocketFactory(), trusted);
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java has no TLS", e);
    }
  }

  private static X509TrustManager only(String certificates) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(certificates.getBytes(StandardCharsets.US_ASCII)))) {
        store.setCertificateEntry(Integer.toString(number), certificate);
        number++;
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .map(X509TrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IOException("the authorities of the archive's server cannot be read", e);
    }
  }

  /** The administrator's wish, and said to be one in the settings. */
  private static final class Anyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
