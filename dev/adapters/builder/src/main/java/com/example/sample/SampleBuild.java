package com.example.sample;

import io.lunabuilder.application.plugin.AttemptThread;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** One attempt, in a thread of its own. */
final class SampleBuild implements RunningBuild {
  private final SampleBuilder builder;
  private final BuildJob.InProgress job;
  private final BuildProgress progress;
  private final AttemptFolder folder;
  private final AttemptThread thread;
  private volatile boolean cancelled;

  private SampleBuild(SampleBuilder builder, BuildJob.InProgress job, BuildProgress progress) {
    this.builder = builder;
    this.job = job;
    this.progress = progress;
    this.folder = AttemptFolder.of(builder.workplace(), job);
    this.thread = new AttemptThread("sample-" + job.id(), this::buildAndClearUp);
  }

  static SampleBuild begin(SampleBuilder builder, BuildJob.InProgress job, BuildProgress progress) {
    SampleBuild build = new SampleBuild(builder, job, progress);
    build.thread.start();
    return build;
  }

  private BuilderResult buildAndClearUp() throws InterruptedException {
    try {
      BuilderResult ended = build();
      return cancelled ? new BuilderResult.Stopped() : ended;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      folder.delete();
    }
  }

  private BuilderResult build() throws IOException, InterruptedException {
    progress.stage(BuildStage.STAGING);
    Path context = folder.create();
    BuildOptions options = job.spec().options();
    Optional<ArchiveProblem> problem =
        builder
            .workplace()
            .staging()
            .stage(job.spec().archive(), context, options.context(), options.dockerfile());
    return problem
        .map(wrong -> failed(wrong.code(), BuildStage.STAGING, wrong.message()))
        .orElseGet(() -> buildIn(context));
  }

  /** Here sample is to be asked. */
  private BuilderResult buildIn(Path context) {
    progress.stage(BuildStage.BUILDING);
    String message = "nothing builds " + context + " at " + builder.address() + " yet";
    return failed(FailureCode.INTERNAL_ERROR, BuildStage.BUILDING, message);
  }

  private static BuilderResult failed(FailureCode code, BuildStage stage, String message) {
    return new BuilderResult.Failed(Failure.of(code, stage, message));
  }

  @Override
  public BuilderResult await() throws InterruptedException {
    return thread.await();
  }

  /** A process or a request that is under way is to be ended here too. */
  @Override
  public void cancel() {
    cancelled = true;
    thread.interrupt();
  }

  @Override
  public void close() {
    thread.join();
  }
}
