package io.lunabuilder.redis;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How large logs get, and how long they live.
 *
 * @param chunkBytes of one key
 * @param headChunks that are kept from the beginning
 * @param tailChunks that are kept from the end
 * @param lifetime after the last line, as it is when that comes
 */
record LogLimits(int chunkBytes, int headChunks, int tailChunks, Supplier<Duration> lifetime) {
  private static final int LARGEST_CHUNK = 64 << 10;

  LogLimits {
    if (chunkBytes < 1 || headChunks < 1 || tailChunks < 1) {
      throw new IllegalArgumentException("a log must keep some of its head and of its tail");
    }
  }

  /** An eighth of the log is its head. */
  static LogLimits within(long capBytes, Supplier<Duration> lifetime) {
    int chunk = (int) Math.min(LARGEST_CHUNK, capBytes / 8);
    int chunks = Math.toIntExact(capBytes / chunk);
    int head = Math.max(1, chunks / 8);
    return new LogLimits(chunk, head, chunks - head, lifetime);
  }
}
