package io.lunabuilder.cli;

/** How a command ended, as shells see it. */
enum ExitCode {
  SUCCESS(0),
  /** The build failed, or the service refused or could not be asked. */
  FAILED(1),
  BAD_USAGE(2),
  /** Ctrl-C: 128 and the number of SIGINT, as shells have it. */
  INTERRUPTED(130),
  /** Nobody reads the output any more: 128 and the number of SIGPIPE. */
  OUTPUT_CLOSED(141);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
