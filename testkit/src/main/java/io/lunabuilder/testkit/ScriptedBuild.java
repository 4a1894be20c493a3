package io.lunabuilder.testkit;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.FailureCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** One attempt of a {@link ScriptedBuilder}; it ends when the test or a cancel says so. */
public final class ScriptedBuild implements RunningBuild {
  private static final long PATIENCE_SECONDS = 30;

  private final BuildJob.InProgress job;
  private final CompletableFuture<BuilderResult> result = new CompletableFuture<>();
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean outliving;
  private volatile CountDownLatch cleared = new CountDownLatch(0);
  private volatile BuildProgress progress;
  private volatile boolean stubborn;

  ScriptedBuild(BuildJob.InProgress job, BuildProgress progress) {
    this.job = job;
    this.progress = progress;
  }

  ScriptedBuild reportingTo(BuildProgress other) {
    progress = other;
    return this;
  }

  /** What was to be built, as it was when the attempt started. */
  public BuildJob.InProgress job() {
    return job;
  }

  /** Reaches {@code stage}. */
  public ScriptedBuild reach(BuildStage stage) {
    progress.stage(stage);
    return this;
  }

  /** Prints {@code line}. */
  public ScriptedBuild print(String line) {
    progress.log(line);
    return this;
  }

  /** What it printed is told again, from its beginning. */
  public ScriptedBuild repeat() {
    progress.repeat();
    return this;
  }

  /** It goes on when its service stops. */
  public ScriptedBuild outliving() {
    outliving = true;
    return this;
  }

  /** Waits until its service lets go of it. */
  public void awaitRelease() throws InterruptedException {
    if (!released.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody let go of the attempt");
    }
  }

  /** A cancel does not end it by itself: {@link #end} does. */
  public ScriptedBuild stubborn() {
    stubborn = true;
    return this;
  }

  /** Ends with {@code outcome}. */
  public void end(BuilderResult outcome) {
    result.complete(outcome);
  }

  /** Ends without an image. */
  public void fail(FailureCode code) {
    end(new BuilderResult.Failed(Builds.failure(code)));
  }

  /** Ends in a way that no builder should. */
  public void crash(RuntimeException cause) {
    result.completeExceptionally(cause);
  }

  /** Waits until someone cancels it. */
  public void awaitCancel() throws InterruptedException {
    if (!cancelled.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody cancelled the attempt");
    }
  }

  /** Was it cancelled? */
  public boolean wasCancelled() {
    return cancelled.getCount() == 0;
  }

  @Override
  public BuilderResult await() throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the builder crashed", e.getCause());
    }
  }

  @Override
  public void cancel() {
    cancelled.countDown();
    if (!stubborn) {
      result.complete(new BuilderResult.Stopped());
    }
  }

  @Override
  public boolean release() {
    if (!outliving || wasCancelled()) {
      cancel();
      return false;
    }
    released.countDown();
    result.complete(new BuilderResult.Stopped());
    return true;
  }

  /** Files of it stay until the test clears them up. */
  public ScriptedBuild untidy() {
    cleared = new CountDownLatch(1);
    return this;
  }

  /** Clears up what {@link #untidy} left. */
  public void clearUp() {
    cleared.countDown();
  }

  @Override
  public void close() {
    boolean interrupted = false;
    while (true) {
      try {
        cleared.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
