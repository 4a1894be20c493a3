package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuiltImage;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.domain.ImageReference;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stands beside a running attempt: renews its lease, hears that it shall stop, and keeps its
 * clocks. The first reason to stop counts.
 */
final class AttemptWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AttemptWatch.class.getName());

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

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
    /** The builder says that it pushed this. */
    record Pushed(ImageReference reference, Digest digest) implements Verdict {}

    /** The service keeps this. */
    record Saved(BuiltImage image) implements Verdict {}

    /** There is no image. */
    record Failed(Failure failure) implements Verdict {}

    /** It was ended as someone wished. */
    record Cancelled() implements Verdict {}

    /** Another runner has the build. */
    record Lost() implements Verdict {}
  }

  private final BuildStore store;
  private final BuildStore.Claim claim;
  private final RunningBuild running;
  private final AttemptProgress progress;
  private final RunnerSettings settings;
  private final Duration limit;
  private final AttemptThreads threads;
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
      Duration limit,
      AttemptThreads threads) {
    this.store = store;
    this.claim = claim;
    this.running = running;
    this.progress = progress;
    this.settings = settings;
    this.limit = limit;
    this.threads = threads;
    this.thread = threads.unstarted("watch", this::watch);
    this.subscription = subscribe();
  }

  /** Without it a wish to cancel is heard with the next renewal, so a build need not fail. */
  private Subscription subscribe() {
    try {
      return store.watch(claim.job().id(), this::hear);
    } catch (StoreUnavailableException e) {
      LOG.log(System.Logger.Level.WARNING, "Changes are heard late: {0}", e.getMessage());
      return () -> {};
    }
  }

  static AttemptWatch over(
      BuildStore store,
      BuildStore.Claim claim,
      RunningBuild running,
      AttemptProgress progress,
      RunnerSettings settings,
      Duration limit,
      AttemptThreads threads) {
    AttemptWatch watch =
        new AttemptWatch(store, claim, running, progress, settings, limit, threads);
    watch.thread.start();
    return watch;
  }

  private void hear(BuildJob job) {
    if (!(job instanceof BuildJob.InProgress changed)) {
      return;
    }
    if (changed.currentLease().filter(lease -> lease.token() > claim.token()).isPresent()) {
      stop(Reason.LOST);
    } else if (changed.cancelRequested()) {
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
          progress.catchUp();
          nextBeat = System.nanoTime() + beat.toNanos();
        }
        if (progress.isLost()) {
          stop(Reason.LOST);
        }
        checkClocks();
        Thread.sleep(pause(nextBeat));
      }
    } catch (InterruptedException e) {
      // The attempt is over, and with it the watch.
    }
  }

  /** Until the next thing to do, as far as it is known now. */
  private Duration pause(long nextBeat) {
    long now = System.nanoTime();
    return Stream.of(
            LONGEST_PAUSE,
            Duration.ofNanos(nextBeat - now),
            left(limit, now),
            left(settings.startLimit(), now))
        .filter(Duration::isPositive)
        .min(Comparator.naturalOrder())
        .orElse(LONGEST_PAUSE);
  }

  private Duration left(Duration clock, long now) {
    return clock.minusNanos(now - began);
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
    if (taken.compareTo(limit) >= 0) {
      stop(Reason.BUILD_TIMEOUT);
    } else if (taken.compareTo(settings.startLimit()) >= 0
        && progress.job().stage().compareTo(BuildStage.BUILDING) < 0) {
      stop(Reason.START_TIMEOUT);
    }
  }

  /** The first reason counts, except that a lost build is lost whatever came before. */
  private void stop(Reason why) {
    if (why == Reason.LOST) {
      progress.abandon();
    }
    Reason before =
        reason.getAndUpdate(first -> first == Reason.NONE || why == Reason.LOST ? why : first);
    boolean newlyLost = why == Reason.LOST && before != Reason.LOST;
    if (before == Reason.NONE || newlyLost) {
      Runnable end = newlyLost ? running::release : running::cancel;
      threads.start("stop", end);
    }
  }

  /** Has another runner the build? */
  boolean heardLoss() {
    return progress.isLost();
  }

  /** Did someone wish for the attempt to stop, before anything else ended it? */
  boolean heardCancel() {
    return reason.get() == Reason.CANCELLED;
  }

  /** What {@code result} means: a stop that this watch caused is told with its reason. */
  Verdict verdict(BuilderResult result) {
    if (heardLoss()) {
      return new Verdict.Lost();
    }
    return switch (result) {
      case BuilderResult.Pushed(var reference, var digest) -> new Verdict.Pushed(reference, digest);
      case BuilderResult.Saved(var reference, var digest, var size) ->
          new Verdict.Saved(new BuiltImage(reference, digest, size));
      case BuilderResult.Failed(var failure) -> new Verdict.Failed(failure);
      case BuilderResult.Stopped(var obstacle) -> stopped(obstacle);
    };
  }

  private Verdict stopped(@Nullable Failure obstacle) {
    return switch (reason.get()) {
      case BUILD_TIMEOUT ->
          failed(FailureCode.BUILD_TIMEOUT, "the build took more than " + limit.toSeconds() + " s");
      case START_TIMEOUT ->
          obstacle == null
              ? failed(
                  FailureCode.START_TIMEOUT,
                  "no step ran within " + settings.startLimit().toSeconds() + " s")
              : new Verdict.Failed(obstacle);
      case NONE -> failed(FailureCode.INTERRUPTED, "the builder stopped, and nobody wished for it");
      case CANCELLED -> new Verdict.Cancelled();
      case LOST -> new Verdict.Lost();
    };
  }

  private Verdict failed(FailureCode code, String message) {
    return new Verdict.Failed(Failure.of(code, progress.job().stage(), message));
  }

  @Override
  public void close() {
    subscription.close();
    thread.interrupt();
  }
}
