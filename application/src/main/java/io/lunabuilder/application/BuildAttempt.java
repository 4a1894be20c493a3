package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuiltImage;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.domain.ImageReference;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Runs one claimed build: builds, asks the registry, and records the end or the next attempt. */
public final class BuildAttempt {
  private static final System.Logger LOG = System.getLogger(BuildAttempt.class.getName());

  private final BuildStore store;
  private final BuildLog log;
  private final List<ImageBuilder> builders;
  private final ImageRegistry registry;
  private final LogMask mask;
  private final RunnerSettings settings;
  private final InstantSource clock;

  public BuildAttempt(
      BuildStore store,
      BuildLog log,
      List<ImageBuilder> builders,
      ImageRegistry registry,
      LogMask mask,
      RunnerSettings settings,
      InstantSource clock) {
    this.store = store;
    this.log = log;
    this.builders = List.copyOf(builders);
    this.registry = registry;
    this.mask = mask;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Runs until the build has ended, was handed back or was lost to another runner.
   *
   * @throws InterruptedException when the service stops: the attempt is ended and the build handed
   *     back
   */
  void run(BuildStore.Claim claim) throws InterruptedException {
    try (AttemptLog output = new AttemptLog(log, claim.job().id(), mask);
        AttemptProgress progress = new AttemptProgress(store, claim, output)) {
      Optional<BuildJob.InProgress> job = readyToRun(claim, progress, output);
      if (job.isEmpty()) {
        return;
      }
      runUnderWatch(claim, job.get(), progress, output);
    }
  }

  /** What another runner left is ended and counted as an attempt that came to nothing. */
  private Optional<BuildJob.InProgress> readyToRun(
      BuildStore.Claim claim, AttemptProgress progress, AttemptLog output) {
    BuildJob.InProgress job = claim.job();
    boolean begun = claim.takenOver() && job.stage() != BuildStage.QUEUED;
    if (begun) {
      sweepLeftovers(job, progress);
    }
    if (job.cancelRequested()) {
      finish(claim, new BuildOutcome.Cancelled(), progress);
      return Optional.empty();
    }
    if (!begun) {
      return Optional.of(job);
    }
    if (job.attempt() >= settings.attempts()) {
      Failure failure =
          Failure.of(
              FailureCode.INTERRUPTED,
              job.stage(),
              "the service stopped during attempt " + job.attempt() + ", which was the last");
      finish(claim, new BuildOutcome.Failed(failure), progress);
      return Optional.empty();
    }
    output.line(
        "Attempt " + job.attempt() + " was interrupted: the service stopped. Next attempt.");
    BuildJob.InProgress next = job.nextAttempt();
    return progress.record(next) ? Optional.of(next) : Optional.empty();
  }

  private void sweepLeftovers(BuildJob.InProgress job, AttemptProgress progress) {
    builder(job)
        .flatMap(builder -> builder.adopt(job, progress))
        .ifPresent(running -> {
          running.cancel();
          StoppingBuild.awaitQuietly(running);
        });
  }

  private Optional<ImageBuilder> builder(BuildJob job) {
    return builders.stream().filter(b -> b.name().equals(job.spec().builder())).findFirst();
  }

  private void runUnderWatch(
      BuildStore.Claim claim, BuildJob.InProgress job, AttemptProgress progress, AttemptLog output)
      throws InterruptedException {
    Optional<ImageBuilder> builder = builder(job);
    if (builder.isEmpty()) {
      String message = "there is no builder " + job.spec().builder() + " in this service any more";
      Failure failure = Failure.of(FailureCode.INTERNAL_ERROR, job.stage(), message);
      finish(claim, new BuildOutcome.Failed(failure), progress);
      return;
    }
    Duration limit = job.spec().options().requestedTimeout().orElse(settings.buildLimit());
    RunningBuild running = builder.get().start(job, progress);
    try (AttemptWatch watch = AttemptWatch.over(store, claim, running, progress, settings, limit)) {
      BuilderResult result = running.await();
      end(claim, watch.verdict(result), progress, output);
    } catch (InterruptedException e) {
      handBack(claim, running, progress, output);
      throw e;
    }
  }

  private void end(
      BuildStore.Claim claim,
      AttemptWatch.Verdict verdict,
      AttemptProgress progress,
      AttemptLog output)
      throws InterruptedException {
    switch (verdict) {
      case AttemptWatch.Verdict.Lost lost ->
          LOG.log(
              System.Logger.Level.WARNING, "Build {0} went to another runner", claim.job().id());
      case AttemptWatch.Verdict.Ended(BuilderResult.Stopped stopped) ->
          finish(claim, new BuildOutcome.Cancelled(), progress);
      case AttemptWatch.Verdict.Ended(BuilderResult.Failed(Failure failure)) ->
          failOrRetry(claim, failure, progress, output);
      case AttemptWatch.Verdict.Ended(BuilderResult.Saved(var reference, var digest, var size)) ->
          complete(claim, new BuiltImage(reference, digest, size), progress, output);
      case AttemptWatch.Verdict.Ended(BuilderResult.Pushed(var reference, var digest)) ->
          verify(claim, reference, digest, progress, output);
    }
  }

  /** Only the registry can say that an image is there. */
  private void verify(
      BuildStore.Claim claim,
      ImageReference reference,
      Digest digest,
      AttemptProgress progress,
      AttemptLog output)
      throws InterruptedException {
    progress.stage(BuildStage.VERIFYING);
    String image = reference.pinned(digest);
    switch (registry.resolve(reference, digest)) {
      case ImageRegistry.Answer.Found(long size) ->
          complete(claim, new BuiltImage(reference, digest, size), progress, output);
      case ImageRegistry.Answer.Missing missing ->
          failOrRetry(
              claim,
              unverified(FailureCode.PUSH_UNVERIFIED, "the registry has no " + image),
              progress,
              output);
      case ImageRegistry.Answer.Denied(String message) ->
          failOrRetry(claim, unverified(FailureCode.REGISTRY_DENIED, message), progress, output);
      case ImageRegistry.Answer.Unreachable(String message) ->
          failOrRetry(
              claim, unverified(FailureCode.REGISTRY_UNREACHABLE, message), progress, output);
    }
  }

  private static Failure unverified(FailureCode code, String message) {
    return Failure.of(code, BuildStage.VERIFYING, message);
  }

  private void complete(
      BuildStore.Claim claim, BuiltImage image, AttemptProgress progress, AttemptLog output) {
    output.line("Image " + image.reference() + " has digest " + image.digest());
    finish(claim, new BuildOutcome.Completed(image), progress);
  }

  private void failOrRetry(
      BuildStore.Claim claim, Failure failure, AttemptProgress progress, AttemptLog output) {
    BuildJob.InProgress job = progress.job();
    if (failure.code().retryable() && job.attempt() < settings.attempts()) {
      Duration pause = settings.retryDelay().multipliedBy(job.attempt());
      output.line(
          "Attempt %d failed (%s: %s). Next attempt in %d s."
              .formatted(
                  job.attempt(), failure.code().label(), failure.message(), pause.toSeconds()));
      progress.record(job.handBack(clock.instant().plus(pause)));
      return;
    }
    output.line("Failed: " + failure.code().label() + ": " + failure.message());
    finish(claim, new BuildOutcome.Failed(failure.withLogTail(output.tail())), progress);
  }

  private void handBack(
      BuildStore.Claim claim, RunningBuild running, AttemptProgress progress, AttemptLog output) {
    running.cancel();
    StoppingBuild.awaitQuietly(running);
    BuildJob.InProgress job = progress.job();
    if (job.attempt() >= settings.attempts()) {
      Failure failure = Failure.of(FailureCode.INTERRUPTED, job.stage(), "the service stopped");
      finish(claim, new BuildOutcome.Failed(failure), progress);
      return;
    }
    output.line("The service stops; the build goes on with its next attempt.");
    progress.record(job.handBack(clock.instant()));
  }

  private void finish(BuildStore.Claim claim, BuildOutcome outcome, AttemptProgress progress) {
    progress.finish(outcome, clock.instant());
    log.seal(claim.job().id());
  }
}
