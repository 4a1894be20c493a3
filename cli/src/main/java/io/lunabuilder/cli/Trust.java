package io.lunabuilder.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Which authorities may have signed the service's certificate. */
final class Trust {
  /** Names a file with their certificates when the option does not. */
  static final String VARIABLE = "LUNA_BUILDER_CA_FILE";

  private Trust() {}

  /**
   * Trusts these authorities, and no others.
   *
   * @param file their certificates, PEM
   * @throws CommandFailure when it holds none that can be read
   */
  static SSLContext only(Path file) {
    try {
      KeyStore authorities = KeyStore.getInstance("PKCS12");
      authorities.load(null, null);
      int number = 0;
      for (Certificate certificate : read(file)) {
        authorities.setCertificateEntry(Integer.toString(number), certificate);
        number++;
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authorities);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException unreadable) {
      throw refusal("The file " + file + " cannot be read");
    } catch (GeneralSecurityException malformed) {
      throw refusal("The file " + file + " holds no certificates; they are needed as PEM");
    }
  }

  private static Collection<? extends Certificate> read(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream pem = Files.newInputStream(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (certificates.isEmpty()) {
        throw new GeneralSecurityException("an empty file");
      }
      return certificates;
    }
  }

  private static CommandFailure refusal(String message) {
    return new CommandFailure(message, ExitCode.BAD_USAGE);
  }
}
