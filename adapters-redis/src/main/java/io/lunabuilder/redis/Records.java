package io.lunabuilder.redis;

import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.redis.Steps.Answer;
import io.lunabuilder.storekit.StageTimesText;
import java.time.Instant;

/** Writes what runners made of their builds, as long as their token is that of the lease. */
final class Records {
  private final Steps steps;
  private final Keyspace keys;

  Records(Steps steps, Keyspace keys) {
    this.steps = steps;
    this.keys = keys;
  }

  private Answer run(Script script, Object... arguments) {
    return steps.run(script, keys.builds(), arguments);
  }

  /**
   * Writes it.
   *
   * @return false, with nothing written, when {@code token} is stale
   */
  boolean write(BuildJob next, long token) {
    return switch (next) {
      case BuildJob.Pending pending ->
          throw new IllegalArgumentException("build " + next.id() + " cannot go back to pending");
      case BuildJob.InProgress started when started.lease() != null ->
          run(
                  Script.PROGRESS,
                  started.id(),
                  token,
                  started.attempt(),
                  started.stage().name(),
                  StageTimesText.of(started.times()),
                  flag(started.cancelRequested()))
              .isYes();
      case BuildJob.InProgress started -> handBack(started, token);
      case BuildJob.Finished over ->
          run(
                  Script.FINISH,
                  over.id(),
                  token,
                  over.status().name(),
                  over.attempt(),
                  over.stage().name(),
                  StageTimesText.of(over.times()),
                  over.endTime(),
                  over.endTime().toEpochMilli(),
                  BuildText.ending(over))
              .isYes();
    };
  }

  private boolean handBack(BuildJob.InProgress job, long token) {
    Instant due = job.retryAt();
    return run(
            Script.HANDBACK,
            job.id(),
            token,
            job.attempt(),
            job.stage().name(),
            StageTimesText.of(job.times()),
            flag(job.cancelRequested()),
            due == null ? "" : due,
            due == null ? 0 : due.toEpochMilli())
        .isYes();
  }

  private static int flag(boolean set) {
    return set ? 1 : 0;
  }
}
