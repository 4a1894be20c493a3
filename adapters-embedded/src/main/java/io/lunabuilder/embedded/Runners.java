package io.lunabuilder.embedded;

import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.application.port.BuildStore.Renewal;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.Lease;
import io.lunabuilder.domain.RunnerName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What runners ask for: work, leases, and to write down what they made of it. */
final class Runners implements AutoCloseable {
  private final GroupCommit commits;
  private final ReentrantLock lock;
  private final Condition work;
  private final BuildTable builds;
  private final WaitingLine waiting;
  private final RunningBuilds running;
  private final Counter tokens;
  private final InstantSource clock;

  /**
   * @param clock says when a build that was handed back is due
   */
  Runners(
      GroupCommit commits,
      BuildTable builds,
      WaitingLine waiting,
      RunningBuilds running,
      Counter tokens,
      InstantSource clock) {
    this.commits = commits;
    this.lock = commits.lock();
    this.work = lock.newCondition();
    this.builds = builds;
    this.waiting = waiting;
    this.running = running;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Something may be there to be claimed. Called under the lock. */
  void wake() {
    work.signalAll();
  }

  boolean awaitWork(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (true) {
        commits.checkUsable();
        long untilWork = nanosUntilWork();
        if (untilWork <= 0) {
          return true;
        }
        long patience = end - System.nanoTime();
        if (patience <= 0) {
          return false;
        }
        work.awaitNanos(Math.min(untilWork, patience));
      }
    } finally {
      lock.unlock();
    }
  }

  private long nanosUntilWork() {
    Duration due = waiting.untilFirstDue(clock.instant());
    Duration left = running.untilFirstLeft();
    return Math.min(nanos(due), nanos(left));
  }

  private static long nanos(@Nullable Duration wait) {
    return wait == null ? Long.MAX_VALUE : wait.toNanos();
  }

  Optional<Claim> claim(RunnerName runner, Duration duration, Instant now, Batch batch) {
    OptionalLong due = waiting.firstDue(now);
    Optional<RunningBuilds.Held> left = running.firstLeft();
    boolean leftFirst =
        left.isPresent() && (due.isEmpty() || left.get().sequence() < due.getAsLong());
    if (!leftFirst && due.isEmpty()) {
      return Optional.empty();
    }
    BuildId id = leftFirst ? left.orElseThrow().id() : waiting.at(due.getAsLong());
    StoredBuild build = builds.current(id).orElseThrow();
    Lease lease = new Lease(runner, tokens.next());
    BuildJob.InProgress job = claimed(build.job(), lease, now);
    waiting.remove(build.sequence());
    running.add(id, build.sequence(), lease.token(), duration);
    builds.put(build.with(job), batch);
    return Optional.of(new Claim(job, leftFirst));
  }

  private static BuildJob.InProgress claimed(BuildJob job, Lease lease, Instant now) {
    return switch (job) {
      case BuildJob.Pending pending -> pending.claimedBy(lease, now);
      case BuildJob.InProgress started -> started.claimedBy(lease);
      case BuildJob.Finished over ->
          throw new IllegalStateException("build " + over.id() + " is over and in the queue");
    };
  }

  /** Leases live in memory, so nothing is written. */
  Renewal renew(BuildId id, long token, Duration lease) {
    lock.lock();
    try {
      commits.checkUsable();
      Optional<RunningBuilds.Held> held = running.heldWith(id, token);
      if (held.isEmpty()) {
        return Renewal.LOST;
      }
      running.extend(id, held.get().sequence(), token, lease);
      return isAskedToStop(builds.current(id).orElseThrow())
          ? Renewal.HELD_CANCEL_REQUESTED
          : Renewal.HELD;
    } finally {
      lock.unlock();
    }
  }

  boolean record(BuildJob next, long token, Batch batch) {
    Optional<RunningBuilds.Held> held = running.heldWith(next.id(), token);
    if (held.isEmpty()) {
      return false;
    }
    StoredBuild build = builds.current(next.id()).orElseThrow();
    switch (next) {
      case BuildJob.Pending pending ->
          throw new IllegalArgumentException("build " + next.id() + " cannot go back to pending");
      case BuildJob.InProgress started -> {
        BuildJob.InProgress kept = isAskedToStop(build) ? started.askedToStop() : started;
        if (kept.lease() == null) {
          giveBack(build, kept);
        }
        builds.put(build.with(kept), batch);
      }
      case BuildJob.Finished over -> {
        running.remove(next.id(), build.sequence());
        builds.put(build.with(over), batch);
      }
    }
    return true;
  }

  private void giveBack(StoredBuild build, BuildJob.InProgress job) {
    running.remove(job.id(), build.sequence());
    enqueue(build, job);
  }

  /** A build that shall stop need not wait for its next attempt. */
  private void enqueue(StoredBuild build, BuildJob.InProgress job) {
    waiting.add(build.sequence(), job.id(), job.cancelRequested() ? null : job.retryAt());
    wake();
  }

  BuildJob.InProgress askToStop(StoredBuild build, BuildJob.InProgress job, Batch batch) {
    BuildJob.InProgress asked = job.askedToStop();
    builds.put(build.with(asked), batch);
    if (asked.lease() == null) {
      enqueue(build, asked);
    }
    return asked;
  }

  private static boolean isAskedToStop(StoredBuild build) {
    return build.job() instanceof BuildJob.InProgress started && started.cancelRequested();
  }

  /** Wakes whoever waits for work. */
  @Override
  public void close() {
    lock.lock();
    try {
      wake();
    } finally {
      lock.unlock();
    }
  }
}
