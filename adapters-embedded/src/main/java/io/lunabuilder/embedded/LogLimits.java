package io.lunabuilder.embedded;

/**
 * How large logs get.
 *
 * @param segmentBytes of one file
 * @param headBytes that are kept from the beginning, at least
 * @param capBytes in all, at most, while nothing is being written
 */
record LogLimits(int segmentBytes, long headBytes, long capBytes) {

  /** Files of 1 MiB; of a log over 64 MiB the first 8 MiB and what fits of the end. */
  static final LogLimits DEFAULT = new LogLimits(1 << 20, 8L << 20, 64L << 20);

  LogLimits {
    if (segmentBytes < 1 || headBytes < 0 || capBytes < headBytes + 2L * segmentBytes) {
      throw new IllegalArgumentException(
          "a log's cap must hold its head and two segments: " + capBytes + " bytes do not");
    }
  }
}
