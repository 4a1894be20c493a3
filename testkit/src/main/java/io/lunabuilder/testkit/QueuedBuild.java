package io.lunabuilder.testkit;

import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.IdempotencyKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A build in the {@link InMemoryBuildStore}, with when its runner's lease ends. */
final class QueuedBuild {
  final @Nullable IdempotencyKey key;
  BuildJob job;
  private long leaseEnd;

  QueuedBuild(BuildJob job, @Nullable IdempotencyKey key) {
    this.job = job;
    this.key = key;
  }

  void lease(Duration duration) {
    leaseEnd = System.nanoTime() + duration.toNanos();
  }

  /** Is it in nobody's hands, due or not? */
  boolean waits() {
    return switch (job) {
      case BuildJob.Pending pending -> true;
      case BuildJob.InProgress started -> started.lease() == null;
      case BuildJob.Finished over -> false;
    };
  }

  /** May a runner that asks at {@code now} take it? */
  boolean isClaimable(Instant now) {
    return isLeft() || (waits() && isDue(now));
  }

  private boolean isDue(Instant now) {
    return !(job instanceof BuildJob.InProgress started)
        || started.cancelRequested()
        || Optional.ofNullable(started.retryAt()).map(due -> !now.isBefore(due)).orElse(true);
  }

  /** Has its runner not been heard of for the time of the lease? */
  boolean isLeft() {
    return job instanceof BuildJob.InProgress started
        && started.lease() != null
        && System.nanoTime() - leaseEnd >= 0;
  }

  boolean isHeldWith(long token) {
    return job instanceof BuildJob.InProgress started
        && started.currentLease().filter(lease -> lease.token() == token).isPresent();
  }

  boolean isAskedToStop() {
    return job instanceof BuildJob.InProgress started && started.cancelRequested();
  }

  boolean endedBefore(Instant time) {
    return job instanceof BuildJob.Finished over && over.endTime().isBefore(time);
  }
}
