package io.lunabuilder.archive;

import java.io.IOException;

/**
 * An archive's own bytes could not be read or decompressed. It tells this apart from a disk that
 * could not be written to, where both happen in one step.
 */
final class UnreadableArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableArchiveException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
