package io.lunabuilder.cli;

import java.io.Serial;

/** A command cannot go on; the message tells a person why, and what to do. */
class CommandFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  CommandFailure(String message) {
    this(message, ExitCode.FAILED);
  }

  CommandFailure(String message, ExitCode exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  CommandFailure(String message, Throwable cause) {
    super(message, cause);
    this.exitCode = ExitCode.FAILED;
  }

  /** How the command ends. */
  ExitCode exitCode() {
    return exitCode;
  }
}
