package io.lunabuilder.domain;

import java.time.Duration;

/**
 * The longest time that a request may ask for.
 *
 * @param longest at least a second
 */
public record BuildTimeLimit(Duration longest) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /**
   * @throws IllegalArgumentException when {@code longest} is under a second
   */
  public BuildTimeLimit {
    if (longest.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("a build needs at least a second, not " + longest);
    }
  }

  /** Checks a caller's number of seconds. */
  Checked<Duration> check(String field, long seconds) {
    if (seconds >= SHORTEST.toSeconds() && seconds <= longest.toSeconds()) {
      return Checked.valid(Duration.ofSeconds(seconds));
    }
    return Checked.invalid(
        new Violation(
            field,
            Long.toString(seconds),
            "must be 1 to " + longest.toSeconds() + " seconds",
            "ask for less, or leave it out"));
  }
}
