package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands beside a running attempt: renews its lease, hears that it shall stop, and keeps its
 * clocks. The first reason to stop counts.
 */
final class AttemptWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AttemptWatch.class.getName());

  /** Why the attempt was told to stop. */
  private enum Reason {
    NONE,
    CANCELLED,
    LOST,
    START_TIMEOUT,
    BUILD_TIMEOUT
  }

  /** What came of the attempt, seen together with why it was told to stop. */
  sealed interface Verdict {
    /** It ended, and its end may be recorded. */
    record Ended(BuilderResult result) implements Verdict {}

    /** Another runner has the build. */
    record Lost() implements Verdict {}
  }

  private final BuildStore store;
  private final BuildStore.Claim claim;
  private final RunningBuild running;
  private final AttemptProgress progress;
  private final RunnerSettings settings;
  private final Duration limit;
  private final AtomicReference<Reason> reason = new AtomicReference<>(Reason.NONE);
  private final long began = System.nanoTime();
  private final Thread thread;
  private final Subscription subscription;

  private AttemptWatch(
      BuildStore store,
      BuildStore.Claim claim,
      RunningBuild running,
      AttemptProgress progress,
      RunnerSettings settings,
      Duration limit) {
    this.store = store;
    this.claim = claim;
    this.running = running;
    this.progress = progress;
    this.settings = settings;
    this.limit = limit;
    this.thread = Thread.ofVirtual().name("watch " + claim.job().id()).unstarted(this::watch);
    this.subscription = store.watch(this::hear);
  }

  static AttemptWatch over(
      BuildStore store,
      BuildStore.Claim claim,
      RunningBuild running,
      AttemptProgress progress,
      RunnerSettings settings,
      Duration limit) {
    AttemptWatch watch = new AttemptWatch(store, claim, running, progress, settings, limit);
    watch.thread.start();
    return watch;
  }

  private void hear(BuildJob job) {
    if (job.id().equals(claim.job().id())
        && job instanceof BuildJob.InProgress changed
        && changed.cancelRequested()) {
      stop(Reason.CANCELLED);
    }
  }

  private void watch() {
    Duration beat = settings.lease().dividedBy(3);
    long nextBeat = System.nanoTime();
    try {
      while (reason.get() != Reason.LOST) {
        if (System.nanoTime() - nextBeat >= 0) {
          renew();
          nextBeat = System.nanoTime() + beat.toNanos();
        }
        checkClocks();
        Thread.sleep(Math.min(beat.toMillis(), 200));
      }
    } catch (InterruptedException e) {
      // The attempt is over, and with it the watch.
    }
  }

  private void renew() {
    try {
      switch (store.renew(claim.job().id(), claim.token(), settings.lease())) {
        case HELD -> {}
        case HELD_CANCEL_REQUESTED -> stop(Reason.CANCELLED);
        case LOST -> stop(Reason.LOST);
      }
    } catch (StoreUnavailableException e) {
      LOG.log(System.Logger.Level.WARNING, "A lease could not be renewed: {0}", e.getMessage());
    }
  }

  private void checkClocks() {
    Duration taken = Duration.ofNanos(System.nanoTime() - began);
    if (taken.compareTo(limit) > 0) {
      stop(Reason.BUILD_TIMEOUT);
    } else if (taken.compareTo(settings.startLimit()) > 0
        && progress.job().stage().compareTo(BuildStage.BUILDING) < 0) {
      stop(Reason.START_TIMEOUT);
    }
  }

  private void stop(Reason why) {
    if (reason.compareAndSet(Reason.NONE, why)) {
      Thread.ofVirtual().name("stop " + claim.job().id()).start(running::cancel);
    }
  }

  /** What {@code result} means: a stop that this watch caused is told with its reason. */
  Verdict verdict(BuilderResult result) {
    if (reason.get() == Reason.LOST) {
      return new Verdict.Lost();
    }
    if (!(result instanceof BuilderResult.Stopped)) {
      return new Verdict.Ended(result);
    }
    return new Verdict.Ended(
        switch (reason.get()) {
          case BUILD_TIMEOUT ->
              failed(
                  FailureCode.BUILD_TIMEOUT,
                  "the build took more than " + limit.toSeconds() + " s");
          case START_TIMEOUT ->
              failed(
                  FailureCode.START_TIMEOUT,
                  "no step ran within " + settings.startLimit().toSeconds() + " s");
          case NONE, CANCELLED, LOST -> result;
        });
  }

  private BuilderResult failed(FailureCode code, String message) {
    return new BuilderResult.Failed(Failure.of(code, progress.job().stage(), message));
  }

  @Override
  public void close() {
    subscription.close();
    thread.interrupt();
  }
}
