package io.lunabuilder.s3;

import io.lunabuilder.application.port.ServerTrust;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Whom to trust at the endpoint, as it is told to others who fetch archives there. */
final class Authorities {
  /** Characters; what can be handed to a pod is bounded. */
  private static final int LONGEST = 100_000;

  private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private Authorities() {}

  /** The file of authorities has nothing that could be handed on. */
  static final class UnusableException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private UnusableException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Read anew each time, since authorities are renewed.
   *
   * @throws UnusableException in words for whoever wrote the settings
   */
  static ServerTrust trust(S3Settings settings) throws UnusableException {
    if (!settings.verifyTls()) {
      return new ServerTrust.Anybody();
    }
    Path file = settings.authority();
    return file == null ? ServerTrust.USUAL : new ServerTrust.Authorities(certificates(file));
  }

  /** The certificates alone, whatever else is in the file. */
  private static String certificates(Path file) throws UnusableException {
    StringBuilder text = new StringBuilder();
    try (InputStream content = Files.newInputStream(file)) {
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(content)) {
        text.append("-----BEGIN CERTIFICATE-----\n")
            .append(PEM.encodeToString(certificate.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      }
    } catch (IOException | CertificateException e) {
      throw new UnusableException(
          "CA_FILE of BUILDER_S3 holds no certificates that can be read", e);
    }
    if (text.length() > LONGEST) {
      throw new UnusableException(
          "CA_FILE of BUILDER_S3 is too large to hand it on: leave only the authority of HOST in"
              + " it",
          null);
    }
    return text.toString();
  }
}
