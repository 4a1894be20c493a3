package io.lunabuilder.application;

import io.lunabuilder.domain.BuildId;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes build ids: UUIDs of version 7 (RFC 9562), whose first 48 bits are the time in milliseconds
 * and whose next 12 count within the millisecond, so that ids of one process always grow.
 */
public final class BuildIds {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final int COUNTER_BITS = 12;

  private final InstantSource clock;
  private final RandomGenerator random;
  private long last;

  public BuildIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** An id greater than every one before it. */
  public BuildId next() {
    long tick = tick();
    long high = ((tick >>> COUNTER_BITS) << 16) | VERSION_7 | (tick & ((1 << COUNTER_BITS) - 1));
    long low = VARIANT | (random.nextLong() >>> 2);
    return new BuildId(new UUID(high, low));
  }

  /** Milliseconds and counter in one number; a clock that goes back does not take it along. */
  private synchronized long tick() {
    last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
    return last;
  }
}
