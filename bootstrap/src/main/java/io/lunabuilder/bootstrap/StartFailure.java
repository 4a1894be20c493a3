package io.lunabuilder.bootstrap;

import java.io.IOException;

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

  /** Wrong settings are wrong usage; all else is a failure. */
  int exitCode() {
    return cause == Cause.SETTINGS ? 2 : 1;
  }
}
