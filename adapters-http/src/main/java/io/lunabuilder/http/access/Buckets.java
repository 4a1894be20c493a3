package io.lunabuilder.http.access;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A bucket of calls for each caller, which fills up again with time. Of a bucket only the moment is
 * kept at which it will be full, so that one that is full needs nothing.
 */
final class Buckets {
  /** Beyond so many, newcomers share one bucket: else whoever has many addresses fills the heap. */
  private static final int MOST = 100_000;

  private static final String NEWCOMERS = "";

  private final long cost;
  private final long size;
  private final LongSupplier clock;
  private final ConcurrentHashMap<String, Long> fullAt = new ConcurrentHashMap<>();
  private volatile long sweptAt;

  /**
   * @param clock nanoseconds, which only go on
   */
  Buckets(RateLimit limit, LongSupplier clock) {
    this.cost = limit.per().toNanos() / limit.calls();
    this.size = cost * limit.calls();
    this.clock = clock;
    this.sweptAt = clock.getAsLong();
  }

  /** Takes a call out of the caller's bucket; gives how long to wait when there is none. */
  Duration take(String caller) {
    long now = clock.getAsLong();
    sweep(now);
    long[] wait = {0};
    fullAt.compute(
        fullAt.size() < MOST || fullAt.containsKey(caller) ? caller : NEWCOMERS,
        (_, known) -> {
          long full = known == null || known - now < 0 ? now : known;
          long after = full + cost;
          wait[0] = after - now - size;
          return wait[0] > 0 ? Long.valueOf(full) : Long.valueOf(after);
        });
    return Duration.ofNanos(Math.max(0, wait[0]));
  }

  private void sweep(long now) {
    if (now - sweptAt > size) {
      sweptAt = now;
      fullAt.values().removeIf(full -> full - now <= 0);
    }
  }

  /** How many buckets are not full. */
  int known() {
    return fullAt.size();
  }
}
