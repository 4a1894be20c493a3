package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.application.port.LogMarks;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
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
  private final BuildStore store;
  private final BuildLog log;
  private final List<GuardedBuilder> builders;
  private final ImageRegistry registry;
  private final LogMask mask;
  private final LogMarks marks;
  private final RunnerSettings settings;
  private final InstantSource clock;

  public BuildAttempt(
      BuildStore store,
      BuildLog log,
      List<ImageBuilder> builders,
      ImageRegistry registry,
      LogMask mask,
      LogMarks marks,
      RunnerSettings settings,
      InstantSource clock) {
    this.store = store;
    this.log = log;
    this.builders = builders.stream().map(GuardedBuilder::new).toList();
    this.registry = registry;
    this.mask = mask;
    this.marks = marks;
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
    Patience patience = new Patience();
    AttemptThreads threads = new AttemptThreads(claim.job().order(), marks);
    try (LogMarks.Mark _ = marks.mark(claim.job().order());
        AttemptLog output = new AttemptLog(log, claim.job().id(), mask, patience, threads)) {
      AttemptProgress progress = new AttemptProgress(store, claim, output, patience, clock);
      AttemptEnd end = new AttemptEnd(log, mask, output, progress, settings, clock);
      Optional<RunningBuild> running = begin(claim, progress, end);
      if (running.isPresent()) {
        runUnderWatch(claim, running.get(), progress, patience, end, threads);
      }
    }
  }

  /** What another runner left is adopted, or counted as an attempt that came to nothing. */
  private Optional<RunningBuild> begin(
      BuildStore.Claim claim, AttemptProgress progress, AttemptEnd end) {
    BuildJob.InProgress job = claim.job();
    Optional<GuardedBuilder> builder =
        builders.stream().filter(b -> b.name().equals(job.spec().builder())).findFirst();
    if (builder.isEmpty()) {
      String message = "there is no builder " + job.spec().builder() + " in this service any more";
      end.failed(Failure.of(FailureCode.INTERNAL_ERROR, job.stage(), message));
      return Optional.empty();
    }
    if (claim.takenOver()) {
      Optional<RunningBuild> adopted = builder.get().adopt(job, progress);
      if (adopted.isPresent()) {
        return adopted;
      }
    }
    return mayStart(claim, progress, end)
        ? Optional.of(builder.get().start(progress.job(), progress))
        : Optional.empty();
  }

  private boolean mayStart(BuildStore.Claim claim, AttemptProgress progress, AttemptEnd end) {
    BuildJob.InProgress job = claim.job();
    if (job.cancelRequested()) {
      end.cancelled();
      return false;
    }
    boolean begun = claim.takenOver() && job.stage() != BuildStage.QUEUED;
    if (!begun) {
      return true;
    }
    if (!end.mayTryAgain()) {
      end.interrupted();
      return false;
    }
    progress.note(
        "Attempt " + job.attempt() + " was interrupted: the service stopped. Next attempt.");
    return progress.beginNextAttempt();
  }

  private void runUnderWatch(
      BuildStore.Claim claim,
      RunningBuild running,
      AttemptProgress progress,
      Patience patience,
      AttemptEnd end,
      AttemptThreads threads)
      throws InterruptedException {
    Duration limit = claim.job().spec().options().requestedTimeout().orElse(settings.buildLimit());
    try (running;
        AttemptWatch watch =
            AttemptWatch.over(store, claim, running, progress, settings, limit, threads)) {
      try {
        end(watch.verdict(running.await()), progress, end);
      } catch (InterruptedException e) {
        patience.end();
        boolean goesOn = running.release();
        StoppingBuild.awaitQuietly(running);
        if (watch.heardLoss()) {
          end.lost();
        } else if (goesOn) {
          end.released();
        } else if (watch.heardCancel()) {
          end.cancelled();
        } else {
          end.stopped();
        }
        throw e;
      }
    }
  }

  private void end(AttemptWatch.Verdict verdict, AttemptProgress progress, AttemptEnd end)
      throws InterruptedException {
    switch (verdict) {
      case AttemptWatch.Verdict.Lost lost -> end.lost();
      case AttemptWatch.Verdict.Cancelled cancelled -> end.cancelled();
      case AttemptWatch.Verdict.Failed(Failure failure) -> end.failed(failure);
      case AttemptWatch.Verdict.Saved(BuiltImage image) -> end.completed(image);
      case AttemptWatch.Verdict.Pushed(var reference, var digest) ->
          verify(reference, digest, progress, end);
    }
  }

  /** Only the registry can say that an image is there. */
  private void verify(
      ImageReference reference, Digest digest, AttemptProgress progress, AttemptEnd end)
      throws InterruptedException {
    progress.stage(BuildStage.VERIFYING);
    switch (registry.resolve(reference, digest)) {
      case ImageRegistry.Answer.Found(long size) ->
          end.completed(new BuiltImage(reference, digest, size));
      case ImageRegistry.Answer.Missing missing ->
          end.failed(
              unverified(
                  FailureCode.PUSH_UNVERIFIED, "the registry has no " + reference.pinned(digest)));
      case ImageRegistry.Answer.Denied(String message) ->
          end.failed(unverified(FailureCode.REGISTRY_DENIED, message));
      case ImageRegistry.Answer.Unreachable(String message) ->
          end.failed(unverified(FailureCode.REGISTRY_UNREACHABLE, message));
    }
  }

  private static Failure unverified(FailureCode code, String message) {
    return Failure.of(code, BuildStage.VERIFYING, message);
  }
}
