package io.lunabuilder.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.testkit.TestAuthority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A service with a certificate")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsTest {
  private static final String CALL = "GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static TestAuthority first;
  private static TestAuthority second;

  @TempDir Path folder;
  private TlsSettings files;
  private ServedApi api;

  @BeforeAll
  static void authorities() {
    first = TestAuthority.make();
    second = TestAuthority.make();
  }

  @BeforeEach
  void start() throws Exception {
    files = new TlsSettings(folder.resolve("tls.crt"), folder.resolve("tls.key"));
    write(first.serverCertificate(), first.serverKey());
    api = ServedApi.start(folder, files);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private void write(String certificate, String key) throws IOException {
    Files.writeString(files.certificate(), certificate);
    Files.writeString(files.key(), key);
  }

  @Test
  @DisplayName("shows it to whoever trusts its authority, and says so in its address")
  void serves() throws Exception {
    assertThat(api.address()).hasScheme("https");
    assertThat(ask(connect(first))).startsWith("HTTP/1.1 200");
    assertThatThrownBy(() -> connect(second)).isInstanceOf(SSLException.class);
  }

  @Test
  @DisplayName("answers nothing without TLS")
  void noPlainText() throws Exception {
    assertThat(RawCall.exchange(api.address(), CALL)).doesNotContain("HTTP/1.1 200", "Version");
  }

  @Test
  @DisplayName("shows a new one once its files have it, and goes on with connections that are open")
  void reload() throws Exception {
    Socket before = connect(first);
    ask(before);

    write(second.serverCertificate(), second.serverKey());

    while (!trusts(second)) {
      assertThat(ask(before)).startsWith("HTTP/1.1 200");
    }
    assertThat(ask(before)).startsWith("HTTP/1.1 200");
    assertThatThrownBy(() -> connect(first)).isInstanceOf(SSLException.class);
  }

  @Test
  @DisplayName("keeps the one that it has while only one of the files is new, or one is broken")
  void brokenFiles() throws Exception {
    write(second.serverCertificate(), first.serverKey());
    Thread.sleep(1_500);
    assertThat(ask(connect(first))).startsWith("HTTP/1.1 200");

    write("nothing", second.serverKey());
    Thread.sleep(1_500);
    assertThat(ask(connect(first))).startsWith("HTTP/1.1 200");

    write(second.serverCertificate(), second.serverKey());
    assertThat(ask(await(second))).startsWith("HTTP/1.1 200");
  }

  @Test
  @DisplayName(
      "does not start with files that are of no use, names them, and tells nothing of the key")
  void refused() throws Exception {
    assertRefused(first.serverCertificate(), second.serverKey(), "the key is not that of");
    assertRefused("", first.serverKey(), "there is no certificate");
    assertRefused(first.serverCertificate(), "", "there is no private key");
    assertRefused(
        first.serverCertificate(), first.serverKey().replace("M", "*"), "the key is no PEM");
    assertThatThrownBy(
            () -> {
              Path other = Files.createTempDirectory(folder, "other");
              ServedApi.start(other, new TlsSettings(folder.resolve("x"), files.key()));
            })
        .hasMessageContaining("x and ")
        .hasMessageContaining("it is not there");
  }

  private void assertRefused(String certificate, String key, String problem) throws Exception {
    Path other = Files.createTempDirectory(folder, "other");
    Path chain = Files.writeString(other.resolve("tls.crt"), certificate);
    Path secret = Files.writeString(other.resolve("tls.key"), key);

    assertThatThrownBy(() -> ServedApi.start(other, new TlsSettings(chain, secret)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(secret.toString())
        .hasMessageContaining(problem);
  }

  @Test
  @DisplayName("takes keys as PKCS#8, and in the older forms of each algorithm")
  void formsOfKeys() throws Exception {
    byte[] certificate = bytes(first.serverCertificate());
    KeyStore store = PemIdentity.read(certificate, bytes(first.serverKey()));
    byte[] curve = older(store.getKey("service", new char[0]));
    byte[] rsa = older(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());

    assertThat(PemIdentity.read(certificate, curve).size()).isEqualTo(1);
    assertThatThrownBy(() -> PemIdentity.read(certificate, rsa))
        .hasMessageContaining("the key is not that of");
  }

  /** As {@code openssl ecparam -genkey} and {@code openssl genrsa -traditional} write them. */
  private static byte[] older(Key key) throws IOException {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
    PemObject old =
        key.getAlgorithm().equals("RSA")
            ? new PemObject(
                "RSA PRIVATE KEY", info.parsePrivateKey().toASN1Primitive().getEncoded())
            : new PemObject("EC PRIVATE KEY", withCurve(info).getEncoded());
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(old);
    }
    return bytes(text.toString());
  }

  private static ECPrivateKey withCurve(PrivateKeyInfo info) throws IOException {
    return new ECPrivateKey(
        256,
        ECPrivateKey.getInstance(info.parsePrivateKey()).getKey(),
        info.getPrivateKeyAlgorithm().getParameters());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private Socket await(TestAuthority authority) throws Exception {
    while (!trusts(authority)) {
      Thread.sleep(50);
    }
    return connect(authority);
  }

  /** Does one who trusts this authority alone trust the service? */
  private boolean trusts(TestAuthority authority) throws Exception {
    try (Socket _ = connect(authority)) {
      return true;
    } catch (SSLException notYet) {
      return false;
    }
  }

  /** Connects as one who trusts this authority alone. */
  private Socket connect(TestAuthority authority) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "authority",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes(authority.certificate()))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    URI address = api.address();
    var socket =
        (SSLSocket) context.getSocketFactory().createSocket(address.getHost(), address.getPort());
    socket.startHandshake();
    return socket;
  }

  private static String ask(Socket socket) throws IOException {
    socket.getOutputStream().write(bytes(CALL));
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().contains("}}")) {
      answer.append((char) socket.getInputStream().read());
    }
    return answer.toString();
  }
}
