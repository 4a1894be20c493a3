package io.lunabuilder.bootstrap;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** The service cannot start; the message tells a person why, and what to do. */
final class StartFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** How the command that could not start ends. */
  enum Cause {
    SETTINGS,
    MACHINE
  }

  private final Cause cause;

  StartFailure(Cause cause, String message) {
    super(message);
    this.cause = cause;
  }

  /** A file or folder that cannot be used, in words. */
  static StartFailure of(IOException failure) {
    return new StartFailure(Cause.MACHINE, words(failure));
  }

  /** What went wrong, for a person. */
  static String words(Throwable failure) {
    return switch (failure) {
      case NoSuchFileException missing -> missing.getFile() + " does not exist and cannot be made";
      case FileAlreadyExistsException other -> other.getFile() + " is no folder";
      case AccessDeniedException denied -> denied.getFile() + " may not be used by this user";
      case IOException other -> String.valueOf(other.getMessage());
      default -> failure.toString();
    };
  }

  /** Wrong settings are wrong usage; all else is a failure. */
  boolean isWrongUsage() {
    return cause == Cause.SETTINGS;
  }

  int exitCode() {
    return isWrongUsage() ? 2 : 1;
  }
}
