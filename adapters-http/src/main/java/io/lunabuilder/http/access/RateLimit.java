package io.lunabuilder.http.access;

import java.time.Duration;

/**
 * How often one caller may call: so many times at once, and then as often as the time allows.
 *
 * @param calls 1 or more
 * @param per the time in which so many may come, above zero
 */
public record RateLimit(int calls, Duration per) {
  /**
   * @throws IllegalArgumentException when either is out of its range
   */
  public RateLimit {
    if (calls < 1 || per.toNanos() / calls < 1) {
      throw new IllegalArgumentException("must allow at least one call, in a time above zero");
    }
  }
}
