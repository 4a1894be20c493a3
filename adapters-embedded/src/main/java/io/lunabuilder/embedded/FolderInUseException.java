package io.lunabuilder.embedded;

import java.nio.file.Path;

/** Another process has the data folder open: an embedded store belongs to one process at a time. */
public final class FolderInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FolderInUseException(Path folder, Throwable cause) {
    super("the data folder " + folder + " is in use by another process", cause);
  }
}
