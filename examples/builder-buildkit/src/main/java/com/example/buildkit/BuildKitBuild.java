package com.example.buildkit;

import io.lunabuilder.application.plugin.AttemptThread;
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

/** One attempt: a thread that fetches the archive, runs {@code buildctl} and clears up. */
final class BuildKitBuild implements RunningBuild {
  private static final System.Logger LOG = System.getLogger(BuildKitBuild.class.getName());

  private final BuildKitBuilder builder;
  private final BuildJob.InProgress job;
  private final BuildProgress progress;
  private final CancelSwitch cancelSwitch = new CancelSwitch();
  private final AttemptThread thread;

  private BuildKitBuild(BuildKitBuilder builder, BuildJob.InProgress job, BuildProgress progress) {
    this.builder = builder;
    this.job = job;
    this.progress = progress;
    this.thread = new AttemptThread("buildkit-" + job.id(), this::run);
  }

  static BuildKitBuild begin(
      BuildKitBuilder builder, BuildJob.InProgress job, BuildProgress progress) {
    BuildKitBuild build = new BuildKitBuild(builder, job, progress);
    build.thread.start();
    return build;
  }

  @Override
  public BuilderResult await() throws InterruptedException {
    return thread.await();
  }

  /** The daemon ends the steps of a build whose {@code buildctl} is gone. */
  @Override
  public void cancel() {
    cancelSwitch.cancel();
  }

  @Override
  public void close() {
    thread.join();
  }

  /** The end is told before the files are deleted: nobody need wait for that. */
  private BuilderResult run() throws InterruptedException {
    try (AttemptFolder folder =
        AttemptFolder.claim(AttemptFolder.path(builder.workplace().folder(), job))) {
      BuilderResult outcome = unlessStopped(build(folder));
      thread.end(outcome);
      return outcome;
    } catch (IOException | UncheckedIOException e) {
      LOG.log(System.Logger.Level.WARNING, "The files of build " + job.id(), e);
      return unlessStopped(failed(FailureText.ofDisk(e)));
    }
  }

  /** An image that was made before a cancel could end the build is one. */
  private BuilderResult unlessStopped(BuilderResult outcome) {
    boolean stopped = outcome instanceof BuilderResult.Failed && cancelSwitch.isCancelled();
    return stopped ? new BuilderResult.Stopped() : outcome;
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
