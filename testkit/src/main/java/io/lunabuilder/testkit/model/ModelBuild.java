package io.lunabuilder.testkit.model;

import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.IdempotencyKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A build as the {@link StoreModel} knows it. */
final class ModelBuild {
  final @Nullable IdempotencyKey key;
  BuildJob job;

  /** Its lease is over, and nobody took it since. */
  boolean left;

  ModelBuild(BuildJob.Pending job, @Nullable IdempotencyKey key) {
    this.job = job;
    this.key = key;
  }

  /** Is it in nobody's hands, due or not? */
  boolean waits() {
    return switch (job) {
      case BuildJob.Pending pending -> true;
      case BuildJob.InProgress started -> started.lease() == null;
      case BuildJob.Finished over -> false;
    };
  }

  boolean isClaimable(Instant now) {
    return left || (waits() && isDue(now));
  }

  private boolean isDue(Instant now) {
    return !(job instanceof BuildJob.InProgress started)
        || started.cancelRequested()
        || started.retryAt() == null
        || !now.isBefore(started.retryAt());
  }

  boolean isHeldWith(long token) {
    return job instanceof BuildJob.InProgress started
        && started.currentLease().filter(lease -> lease.token() == token).isPresent();
  }

  boolean isAskedToStop() {
    return job instanceof BuildJob.InProgress started && started.cancelRequested();
  }
}
