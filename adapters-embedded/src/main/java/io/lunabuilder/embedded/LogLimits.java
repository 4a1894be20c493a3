package io.lunabuilder.embedded;

/**
 * How large logs get.
 *
 * @param segmentBytes of one file
 * @param headBytes that are kept from the beginning, at least
 * @param capBytes in all, at most, while nothing is being written
 */
record LogLimits(int segmentBytes, long headBytes, long capBytes) {

  private static final int LARGEST_SEGMENT = 1 << 20;

  /** An eighth of the log is its head; files are of 1 MiB, or smaller where the cap is small. */
  static LogLimits within(long capBytes) {
    return new LogLimits((int) Math.min(LARGEST_SEGMENT, capBytes / 8), capBytes / 8, capBytes);
  }

  LogLimits {
    if (segmentBytes < 1 || headBytes < 0 || capBytes < headBytes + 2L * segmentBytes) {
      throw new IllegalArgumentException(
          "a log's cap must hold its head and two segments: " + capBytes + " bytes do not");
    }
  }
}
