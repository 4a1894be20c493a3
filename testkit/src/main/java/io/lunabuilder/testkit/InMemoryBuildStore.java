package io.lunabuilder.testkit;

import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildPage;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.domain.Lease;
import io.lunabuilder.domain.RunnerName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A build store that forgets everything with its process, and that tests can take builds from and
 * make fail.
 */
public final class InMemoryBuildStore implements BuildStore {
  private static final long LOOK_AGAIN_MILLIS = 2;

  private final InstantSource clock;
  private final Observers observers = new Observers();
  private final QueuedBuilds builds = new QueuedBuilds();
  private long lastToken;
  private final Set<Thread> refused = new HashSet<>();
  private int failures;
  private boolean answerIsLost;

  /**
   * @param clock says when a build that was handed back is due
   */
  public InMemoryBuildStore(InstantSource clock) {
    this.clock = clock;
  }

  /** The next {@code calls} fail, as those to a store that cannot be reached. */
  public synchronized void failNext(int calls) {
    failures = calls;
  }

  /** Those whose calls failed. */
  public synchronized Set<Thread> refused() {
    return Set.copyOf(refused);
  }

  /** The next {@link #record} is done, and fails as if its answer got lost on the way. */
  public synchronized void loseNextAnswer() {
    answerIsLost = true;
  }

  /** Gives a build to another runner, as if the lease of its own had run out. */
  public synchronized Claim seize(BuildId id, RunnerName runner, Duration lease) {
    return claim(builds.at(id).orElseThrow(), runner, lease, clock.instant());
  }

  @Override
  public synchronized Submission submit(
      BuildJob.Pending build, @Nullable IdempotencyKey key, int mostWaiting) {
    checkReachable();
    Optional<QueuedBuild> known = builds.known(build.id(), key);
    if (known.isPresent()) {
      return new Submission.Known(known.get().job);
    }
    if (builds.waiting() >= mostWaiting) {
      return new Submission.Full();
    }
    change(builds.add(build, key), build);
    return new Submission.Accepted(build);
  }

  @Override
  public synchronized boolean awaitWork(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    checkReachable();
    while (builds.first(build -> build.isClaimable(clock.instant())).isEmpty()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      wait(LOOK_AGAIN_MILLIS);
    }
    return true;
  }

  @Override
  public synchronized Optional<Claim> claim(RunnerName runner, Duration lease, Instant now) {
    checkReachable();
    return builds
        .first(build -> build.isClaimable(now))
        .map(build -> claim(build, runner, lease, now));
  }

  private Claim claim(QueuedBuild build, RunnerName runner, Duration duration, Instant now) {
    boolean takenOver = !build.waits();
    Lease lease = new Lease(runner, ++lastToken);
    BuildJob.InProgress job =
        switch (build.job) {
          case BuildJob.Pending pending -> pending.claimedBy(lease, now);
          case BuildJob.InProgress started -> started.claimedBy(lease);
          case BuildJob.Finished over -> throw new IllegalStateException(over.id() + " is over");
        };
    build.lease(duration);
    change(build, job);
    return new Claim(job, takenOver);
  }

  @Override
  public synchronized Renewal renew(BuildId id, long token, Duration lease) {
    checkReachable();
    Optional<QueuedBuild> held = builds.heldWith(id, token);
    held.ifPresent(build -> build.lease(lease));
    return held.map(build -> build.isAskedToStop() ? Renewal.HELD_CANCEL_REQUESTED : Renewal.HELD)
        .orElse(Renewal.LOST);
  }

  @Override
  public synchronized boolean record(BuildJob next, long token) {
    checkReachable();
    Optional<QueuedBuild> held = builds.heldWith(next.id(), token);
    held.ifPresent(build -> record(build, next));
    return held.isPresent();
  }

  private void record(QueuedBuild build, BuildJob next) {
    change(
        build,
        next instanceof BuildJob.InProgress started && build.isAskedToStop()
            ? started.askedToStop()
            : next);
    if (answerIsLost) {
      answerIsLost = false;
      throw unavailable();
    }
  }

  @Override
  public synchronized Cancellation requestCancel(BuildId id, Instant now) {
    checkReachable();
    return builds.at(id).map(build -> cancel(build, now)).orElseGet(Cancellation.Unknown::new);
  }

  private Cancellation cancel(QueuedBuild build, Instant now) {
    return switch (build.job) {
      case BuildJob.Finished over -> new Cancellation.AlreadyFinished(over);
      case BuildJob.Pending pending ->
          new Cancellation.Ended(change(build, pending.finish(new BuildOutcome.Cancelled(), now)));
      case BuildJob.InProgress started when started.cancelRequested() ->
          new Cancellation.Requested(started);
      case BuildJob.InProgress started ->
          new Cancellation.Requested(change(build, started.askedToStop()));
    };
  }

  @Override
  public synchronized List<BuildJob.Finished> failOverdue(
      Instant acceptedBefore, Failure why, Instant now, int atMost) {
    checkReachable();
    List<BuildJob.Finished> ended = new ArrayList<>();
    for (QueuedBuild build : builds.all()) {
      if (ended.size() < atMost
          && build.job instanceof BuildJob.Pending pending
          && pending.order().createTime().isBefore(acceptedBefore)) {
        ended.add(change(build, pending.finish(new BuildOutcome.Failed(why), now)));
      }
    }
    return ended;
  }

  @Override
  public synchronized Optional<BuildJob> find(BuildId id) {
    checkReachable();
    return builds.at(id).map(build -> build.job);
  }

  @Override
  public synchronized BuildPage list(BuildFilter filter, int limit, @Nullable BuildId olderThan) {
    checkReachable();
    return builds.page(filter, limit, olderThan);
  }

  @Override
  public synchronized OptionalLong position(BuildId id) {
    checkReachable();
    return builds.position(id);
  }

  @Override
  public synchronized long waiting() {
    checkReachable();
    return builds.waiting();
  }

  @Override
  public synchronized Deletion delete(BuildId id) {
    checkReachable();
    return builds.delete(id);
  }

  @Override
  public synchronized List<BuildId> purge(Instant endedBefore, int atMost) {
    checkReachable();
    return builds.purge(endedBefore, atMost);
  }

  @Override
  public Subscription watch(Consumer<BuildJob> observer) {
    return observers.add(observer);
  }

  @Override
  public Subscription watch(BuildId build, Consumer<BuildJob> observer) {
    return observers.add(job -> {
      if (job.id().equals(build)) {
        observer.accept(job);
      }
    });
  }

  private <T extends BuildJob> T change(QueuedBuild build, T next) {
    build.job = next;
    observers.tell(next);
    notifyAll();
    return next;
  }

  private void checkReachable() {
    if (failures > 0) {
      failures--;
      refused.add(Thread.currentThread());
      throw unavailable();
    }
  }

  private static StoreUnavailableException unavailable() {
    String why = "made unavailable by a test";
    return new StoreUnavailableException(why, new IllegalStateException(why));
  }

  @Override
  public void close() {
    observers.close();
  }
}
