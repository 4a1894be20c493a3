package io.lunabuilder.application.port;

import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.domain.RunnerName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every build and the queue of those that wait.
 *
 * <p>Each method is one atomic step and may be called from any thread. What a method returned is
 * durable: it survives the death of the process. Any method may throw {@link
 * StoreUnavailableException} when the store cannot be reached; then nothing is known of the step,
 * and calling again is safe.
 */
public interface BuildStore extends AutoCloseable {

  /**
   * Accepts a build and puts it at the end of the queue, unless that is full.
   *
   * @param key the caller's name for this submission; the first submission with a key wins, later
   *     ones get the build of the first, also while the queue is full
   * @param mostWaiting builds that may wait, this one included: while as many do (see {@link
   *     #waiting}), no further one is accepted, whoever else submits at the same time
   */
  Submission submit(BuildJob.Pending build, @Nullable IdempotencyKey key, int mostWaiting);

  /** The same, for a queue of any length. */
  default Submission submit(BuildJob.Pending build, @Nullable IdempotencyKey key) {
    return submit(build, key, Integer.MAX_VALUE);
  }

  /**
   * Waits until a build may be there to be claimed.
   *
   * @return true when it is worth to call {@link #claim}; false when {@code atMost} went by
   */
  boolean awaitWork(Duration atMost) throws InterruptedException;

  /**
   * Takes the build that waits longest: pending, handed back and due, or left by a runner whose
   * lease ran out. Its lease lasts for {@code lease} and bears a token greater than any before it.
   */
  Optional<Claim> claim(RunnerName runner, Duration lease, Instant now);

  /** Makes the lease last for {@code lease} from now on. */
  Renewal renew(BuildId id, long token, Duration lease);

  /**
   * Writes what a runner made of its build: a later stage, another attempt, a hand-back or its end.
   * A request to cancel that arrived meanwhile is kept.
   *
   * @return false, with nothing written, when {@code token} is not that of the current lease any
   *     more
   */
  boolean record(BuildJob next, long token);

  /** Ends a build that is pending at once, and marks one in progress so that its runner ends it. */
  Cancellation requestCancel(BuildId id, Instant now);

  /** Ends pending builds that were accepted before {@code acceptedBefore}, oldest first. */
  List<BuildJob.Finished> failOverdue(Instant acceptedBefore, Failure why, Instant now, int atMost);

  /** The build as it is now; empty when it is unknown or was forgotten. */
  Optional<BuildJob> find(BuildId id);

  /**
   * Builds, newest first.
   *
   * @param olderThan begins after this id, whether or not that build still exists; null for the
   *     newest
   * @param limit 1 or more
   */
  BuildPage list(BuildFilter filter, int limit, @Nullable BuildId olderThan);

  /** How many builds are claimed before this one, plus one; empty when it does not wait. */
  OptionalLong position(BuildId id);

  /** How many builds have a position now. */
  long waiting();

  /** Forgets a finished build. */
  Deletion delete(BuildId id);

  /** Forgets finished builds that ended before {@code endedBefore}, and tells which. */
  List<BuildId> purge(Instant endedBefore, int atMost);

  /**
   * Calls {@code observer} with each change of any build from now on, in order for one build, from
   * a thread of the store. An observer must return soon and may miss changes while the store is
   * unreachable.
   *
   * @return closes the subscription
   */
  Subscription watch(Consumer<BuildJob> observer);

  /**
   * The same for changes of one build: however many are watched, a change costs its own observers
   * only.
   */
  Subscription watch(BuildId build, Consumer<BuildJob> observer);

  @Override
  void close();

  /** What came of {@link #submit}. */
  sealed interface Submission {
    /** It is new, and durable. */
    record Accepted(BuildJob.Pending job) implements Submission {}

    /**
     * The same key was used before, or the same build was submitted before.
     *
     * @param job as it is now
     */
    record Known(BuildJob job) implements Submission {}

    /** Too many builds wait; nothing was accepted. */
    record Full() implements Submission {}
  }

  /**
   * A build and the right to run it.
   *
   * @param takenOver another runner had begun it: something of that attempt may still exist
   */
  record Claim(BuildJob.InProgress job, boolean takenOver) {
    /** The fencing token. */
    public long token() {
      return job.currentLease().orElseThrow().token();
    }
  }

  /** What came of {@link #renew}. */
  enum Renewal {
    HELD,
    /** Held, and someone asked for the build to stop. */
    HELD_CANCEL_REQUESTED,
    /** The build belongs to another runner or is over: end everything that was started for it. */
    LOST
  }

  /** What came of {@link #requestCancel}. */
  sealed interface Cancellation {
    /** It waited, and is over now. */
    record Ended(BuildJob.Finished job) implements Cancellation {}

    /** It runs; its runner will end it. */
    record Requested(BuildJob.InProgress job) implements Cancellation {}

    /** It was over before. */
    record AlreadyFinished(BuildJob.Finished job) implements Cancellation {}

    /** There is no such build. */
    record Unknown() implements Cancellation {}
  }

  /** What came of {@link #delete}. */
  enum Deletion {
    DELETED,
    NOT_FINISHED,
    UNKNOWN
  }
}
