package io.lunabuilder.application;

import io.lunabuilder.domain.RunnerName;
import java.time.Duration;
import java.util.Objects;

/**
 * How a runner works.
 *
 * @param name unique among all processes that share the store
 * @param lease how long a build stays with a runner that is not heard of
 * @param startLimit how long an attempt may take until its first step runs
 * @param buildLimit how long an attempt may take, unless the request says otherwise
 * @param attempts how often a build is tried when platform faults stop it
 * @param retryDelay pause before the second attempt; grows with each further one
 */
public record RunnerSettings(
    RunnerName name,
    Duration lease,
    Duration startLimit,
    Duration buildLimit,
    int attempts,
    Duration retryDelay) {
  public RunnerSettings {
    Objects.requireNonNull(name);
    if (attempts < 1) {
      throw new IllegalArgumentException("at least one attempt, not " + attempts);
    }
  }

  /** The same with other clocks. */
  public RunnerSettings withLimits(Duration start, Duration build) {
    return new RunnerSettings(name, lease, start, build, attempts, retryDelay);
  }

  /** The same with another lease. */
  public RunnerSettings withLease(Duration other) {
    return new RunnerSettings(name, other, startLimit, buildLimit, attempts, retryDelay);
  }

  /** Usual values for a runner of this name. */
  public static RunnerSettings named(RunnerName name) {
    return new RunnerSettings(
        name,
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        3,
        Duration.ofSeconds(5));
  }
}
