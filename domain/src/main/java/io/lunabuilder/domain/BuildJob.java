package io.lunabuilder.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The life of a build: pending, in progress, finished. It never goes back a step. */
public sealed interface BuildJob {

  /** What was accepted. */
  BuildOrder order();

  /** The build's identity. */
  default BuildId id() {
    return order().id();
  }

  /** What is to be built. */
  default BuildSpec spec() {
    return order().spec();
  }

  /** The status that callers see. */
  default BuildStatus status() {
    return switch (this) {
      case Pending p -> BuildStatus.PENDING;
      case InProgress p -> BuildStatus.IN_PROGRESS;
      case Finished finished ->
          switch (finished.outcome()) {
            case BuildOutcome.Completed c -> BuildStatus.COMPLETED;
            case BuildOutcome.Failed f -> BuildStatus.ERROR;
            case BuildOutcome.Cancelled c -> BuildStatus.CANCELLED;
          };
    };
  }

  /** Accepted, and waiting for its turn. */
  record Pending(BuildOrder order) implements BuildJob {
    public Pending {
      Objects.requireNonNull(order);
    }

    /** A runner takes it. */
    public InProgress claimedBy(Lease lease, Instant now) {
      StageTimes times = StageTimes.from(BuildStage.STAGING, now);
      return new InProgress(order, 1, BuildStage.STAGING, now, times, lease, false, null);
    }

    /** It ends before it began: cancelled, or it waited too long. */
    public Finished finish(BuildOutcome outcome, Instant now) {
      return new Finished(order, 0, BuildStage.QUEUED, null, StageTimes.NONE, now, outcome);
    }
  }

  /**
   * Taken by a runner.
   *
   * @param attempt counts from 1
   * @param startTime when the first attempt began
   * @param times of this attempt's stages
   * @param lease who runs it; null between two attempts
   * @param cancelRequested someone asked for it to stop
   * @param retryAt not to be claimed before; null for at once
   */
  record InProgress(
      BuildOrder order,
      int attempt,
      BuildStage stage,
      Instant startTime,
      StageTimes times,
      @Nullable Lease lease,
      boolean cancelRequested,
      @Nullable Instant retryAt)
      implements BuildJob {
    public InProgress {
      Objects.requireNonNull(order);
      Objects.requireNonNull(stage);
      Objects.requireNonNull(startTime);
      Objects.requireNonNull(times);
    }

    /** Another runner goes on with it after its lease ran out or was given back. */
    public InProgress claimedBy(Lease next) {
      return new InProgress(order, attempt, stage, startTime, times, next, cancelRequested, null);
    }

    /** It reaches {@code next}. */
    public InProgress at(BuildStage next, Instant now) {
      return new InProgress(
          order, attempt, next, startTime, times.with(next, now), lease, cancelRequested, retryAt);
    }

    /** Someone asks for it to stop. */
    public InProgress askedToStop() {
      return new InProgress(order, attempt, stage, startTime, times, lease, true, retryAt);
    }

    /** The attempt came to nothing; the next one begins here and now, under the same lease. */
    public InProgress nextAttempt(Instant now) {
      StageTimes begun = StageTimes.from(BuildStage.STAGING, now);
      return new InProgress(
          order, attempt + 1, BuildStage.STAGING, startTime, begun, lease, cancelRequested, null);
    }

    /** Gives the build back for another attempt, not before {@code notBefore}. */
    public InProgress handBack(Instant notBefore) {
      return new InProgress(
          order,
          attempt + 1,
          BuildStage.QUEUED,
          startTime,
          StageTimes.NONE,
          null,
          cancelRequested,
          notBefore);
    }

    /** Its runner lets go of it: the attempt goes on until another takes it over. */
    public InProgress released() {
      return new InProgress(order, attempt, stage, startTime, times, null, cancelRequested, null);
    }

    /** It ends. */
    public Finished finish(BuildOutcome outcome, Instant now) {
      return new Finished(order, attempt, stage, startTime, times, now, outcome);
    }

    /** The lease; empty between two attempts. */
    public Optional<Lease> currentLease() {
      return Optional.ofNullable(lease);
    }
  }

  /**
   * Over, for good. Nothing is fetched for it any more, so it forgets the secrets in the link to
   * its archive (user, password, query), whoever makes or loads it.
   *
   * @param attempt the last attempt; 0 when none began
   * @param stage where it was when it ended
   * @param startTime when the first attempt began; null when none did
   * @param times of the last attempt's stages
   */
  record Finished(
      BuildOrder order,
      int attempt,
      BuildStage stage,
      @Nullable Instant startTime,
      StageTimes times,
      Instant endTime,
      BuildOutcome outcome)
      implements BuildJob {
    public Finished {
      order = order.forgettingSecrets();
      Objects.requireNonNull(stage);
      Objects.requireNonNull(times);
      Objects.requireNonNull(endTime);
      Objects.requireNonNull(outcome);
    }

    /** When the first attempt began; empty when none did. */
    public Optional<Instant> started() {
      return Optional.ofNullable(startTime);
    }
  }
}
