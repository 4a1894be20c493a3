package io.lunabuilder.cli;

/** How a command ended, as shells see it. */
enum ExitCode {
  SUCCESS(0),
  /** The build failed, or the service refused or could not be asked. */
  FAILED(1),
  BAD_USAGE(2),
  /** A time was over, as timeout(1) has it. */
  TIMED_OUT(124),
  /** Ctrl-C: 128 and the number of SIGINT, as shells have it. */
  INTERRUPTED(130),
  /** Nobody reads the output any more: 128 and the number of SIGPIPE. */
  OUTPUT_CLOSED(141);

  /** The failure code of a build that ran too long. */
  private static final String TIMEOUT = "build_timeout";

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** How waiting for a build ends. */
  static ExitCode of(BuildDocument end) {
    if (end.isCompleted()) {
      return SUCCESS;
    }
    return end.text("/failure/code").equals(TIMEOUT) ? TIMED_OUT : FAILED;
  }

  int number() {
    return number;
  }
}
