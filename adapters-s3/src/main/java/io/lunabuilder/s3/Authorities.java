package io.lunabuilder.s3;

import io.lunabuilder.application.port.ServerTrust;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** Whom to trust at the endpoint, as it is told to others who fetch archives there. */
final class Authorities {
  private Authorities() {}

  /** The file of authorities has nothing that could be handed on. */
  static final class UnusableException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private UnusableException(IOException cause) {
      super("CA_FILE of BUILDER_S3 " + cause.getMessage(), cause);
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
    try {
      return file == null ? ServerTrust.USUAL : ServerTrust.Authorities.in(file);
    } catch (IOException e) {
      throw new UnusableException(e);
    }
  }
}
