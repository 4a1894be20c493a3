package io.lunabuilder.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority of a test's own, and a server's certificate that it signed for {@code
 * localhost} and {@code 127.0.0.1}. All are PEM texts, made by the JDK's {@code keytool}.
 *
 * @param certificate the authority's own, which clients are to trust
 * @param serverCertificate shown by servers
 * @param serverKey the private key of that
 */
public record TestAuthority(String certificate, String serverCertificate, String serverKey) {
  private static final String PASSWORD = "for tests";

  /**
   * Makes a new one; takes about a second.
   *
   * @param more addresses of the server
   */
  public static TestAuthority make(String... more) {
    String names =
        "san=ip:127.0.0.1,dns:localhost"
            + Stream.of(more).map(address -> ",ip:" + address).collect(Collectors.joining());
    try {
      Path folder = Files.createTempDirectory("luna-builder-authority");
      Path store = folder.resolve("keys.p12");
      try {
        generate(store, "authority", "-ext", "bc:critical=ca:true", "-ext", "ku=keyCertSign");
        generate(store, "server", "-signer", "authority", "-ext", names);
        return read(store);
      } finally {
        Files.deleteIfExists(store);
        Files.delete(folder);
      }
    } catch (IOException | GeneralSecurityException broken) {
      throw new IllegalStateException("no certificates could be made", broken);
    }
  }

  private static void generate(Path store, String alias, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30"));
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.onExit().join().exitValue() != 0) {
      throw new IOException("keytool: " + said);
    }
  }

  private static TestAuthority read(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    return new TestAuthority(
        pem("CERTIFICATE", keys.getCertificate("authority").getEncoded()),
        pem("CERTIFICATE", keys.getCertificate("server").getEncoded()),
        pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded()));
  }

  private static String pem(String what, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }

  /** With which a server of this JVM shows its certificate. */
  public SSLContext serverContext() {
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      Certificate shown =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der(serverCertificate)));
      PrivateKey key =
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der(serverKey)));
      keys.setKeyEntry("server", key, new char[0], new Certificate[] {shown});
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException broken) {
      throw new IllegalStateException("no server can show this certificate", broken);
    }
  }

  private static byte[] der(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }

  /** Writes {@link #certificate} to a file that a client can be told to trust. */
  public Path writeCertificate(Path file) {
    try {
      return Files.writeString(file, certificate);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
