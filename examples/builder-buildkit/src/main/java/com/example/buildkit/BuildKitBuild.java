package com.example.buildkit;

import io.lunabuilder.application.plugin.ImageDestination;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One attempt: a thread that fetches the archive, runs {@code buildctl} and clears up. */
final class BuildKitBuild implements RunningBuild {
  private static final System.Logger LOG = System.getLogger(BuildKitBuild.class.getName());

  private final BuildKitBuilder builder;
  private final BuildJob.InProgress job;
  private final BuildProgress progress;
  private final CancelSwitch cancelSwitch = new CancelSwitch();
  private final CompletableFuture<BuilderResult> result = new CompletableFuture<>();
  private final Thread thread;

  private BuildKitBuild(BuildKitBuilder builder, BuildJob.InProgress job, BuildProgress progress) {
    this.builder = builder;
    this.job = job;
    this.progress = progress;
    this.thread = Thread.ofVirtual().name("buildkit-" + job.id()).unstarted(this::run);
  }

  static BuildKitBuild begin(
      BuildKitBuilder builder, BuildJob.InProgress job, BuildProgress progress) {
    BuildKitBuild build = new BuildKitBuild(builder, job, progress);
    build.thread.start();
    return build;
  }

  @Override
  public BuilderResult await() throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the build's thread failed", e.getCause());
    }
  }

  /** The daemon ends the steps of a build whose {@code buildctl} is gone. */
  @Override
  public void cancel() {
    cancelSwitch.cancel();
  }

  @Override
  public void close() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (AttemptFolder folder =
        AttemptFolder.claim(AttemptFolder.path(builder.workplace().folder(), job))) {
      end(build(folder));
    } catch (InterruptedException e) {
      end(new BuilderResult.Stopped());
    } catch (IOException | UncheckedIOException e) {
      if (result.isDone()) {
        LOG.log(System.Logger.Level.WARNING, "Something of build " + job.id() + " is left", e);
      }
      end(failed(FailureText.ofDisk(e)));
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }

  /** The first end counts. An image that was made before a cancel could end it is one. */
  private void end(BuilderResult outcome) {
    boolean stopped = outcome instanceof BuilderResult.Failed && cancelSwitch.isCancelled();
    result.complete(stopped ? new BuilderResult.Stopped() : outcome);
  }

  private BuilderResult build(AttemptFolder folder) throws IOException, InterruptedException {
    progress.stage(BuildStage.STAGING);
    Optional<ArchiveProblem> problem = stage(folder);
    if (problem.isPresent()) {
      return failed(Failure.of(problem.get().code(), BuildStage.STAGING, problem.get().message()));
    }
    builder.times().makeUnique(folder.context());
    ImageDestination destination = builder.workplace().destination();
    if (destination.credentials().isPresent()) {
      Files.copy(destination.credentials().get(), folder.dockerConfig().resolve("config.json"));
    }
    progress.stage(BuildStage.STARTING);
    BuildArguments arguments = new BuildArguments(job.spec(), destination, builder.registryCache());
    try (BuildctlRun buildctl =
        cancelSwitch.launch(
            () -> builder.buildctl().build(arguments.in(folder), folder.dockerConfig()))) {
      BuildOutput output = new BuildOutput(progress);
      if (buildctl.awaitEnd(output) == 0) {
        return new FinishedImage(job, destination).collect(folder, builder.workplace());
      }
      if (cancelSwitch.isCancelled()) {
        Buildctl.letStepsEnd();
      }
      return failed(
          new FailureText(output.lastWords(), builder.buildctl()).explain(output.stage()));
    }
  }

  private Optional<ArchiveProblem> stage(AttemptFolder folder) throws InterruptedException {
    BuildOptions options = job.spec().options();
    cancelSwitch.beginStaging();
    try {
      return builder
          .workplace()
          .staging()
          .stage(job.spec().archive(), folder.context(), options.context(), options.dockerfile());
    } finally {
      cancelSwitch.endStaging();
    }
  }

  private static BuilderResult failed(Failure failure) {
    return new BuilderResult.Failed(failure);
  }
}
