package io.lunabuilder.kaniko;

import io.lunabuilder.application.plugin.AttemptThread;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.kanikokit.DockerfileCheck;
import io.lunabuilder.kanikokit.KanikoFailure;
import io.lunabuilder.kanikokit.KanikoOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One attempt on this machine: staged, built and cleaned up in a thread of its own. */
final class LocalBuild implements RunningBuild {
  private final Workshop workshop;
  private final BuildJob.InProgress job;
  private final BuildProgress progress;
  private final BuildFolder folder;
  private final AttemptThread thread;

  private boolean cancelled;
  private @Nullable SupervisedProcess process;

  private LocalBuild(Workshop workshop, BuildJob.InProgress job, BuildProgress progress) {
    this.workshop = workshop;
    this.job = job;
    this.progress = progress;
    this.folder = BuildFolder.of(workshop.settings().buildsFolder(), job);
    this.thread = new AttemptThread("build-" + job.id(), () -> unlessStopped(buildAndCleanUp()));
  }

  static LocalBuild begin(Workshop workshop, BuildJob.InProgress job, BuildProgress progress) {
    LocalBuild build = new LocalBuild(workshop, job, progress);
    build.thread.start();
    return build;
  }

  @Override
  public BuilderResult await() throws InterruptedException {
    return thread.await();
  }

  /**
   * Before the executor runs, staging is interrupted; afterwards the supervisor ends everything.
   */
  @Override
  public synchronized void cancel() {
    cancelled = true;
    if (process == null) {
      thread.interrupt();
    } else {
      process.end();
    }
  }

  @Override
  public void close() {
    thread.join();
  }

  private BuilderResult unlessStopped(BuilderResult outcome) {
    return isCancelled() ? new BuilderResult.Stopped() : outcome;
  }

  private BuilderResult buildAndCleanUp() throws InterruptedException {
    try (FolderClaim _ = FolderClaim.on(folder.path())) {
      return buildThenSweep();
    } catch (IOException | UncheckedIOException e) {
      return failed(DiskFailure.code(e), BuildStage.STAGING, String.valueOf(e.getMessage()));
    }
  }

  private BuilderResult buildThenSweep() throws IOException, InterruptedException {
    try {
      return build();
    } finally {
      cleanUp();
    }
  }

  private BuilderResult build() throws IOException, InterruptedException {
    progress.stage(BuildStage.STAGING);
    folder.create();
    Optional<ArchiveProblem> problem = stage();
    if (problem.isEmpty()) {
      problem = dockerfileProblem();
    }
    if (problem.isPresent()) {
      return failed(problem.get().code(), BuildStage.STAGING, problem.get().message());
    }
    if (workshop.settings().credentials().isPresent()) {
      folder.addCredentials(workshop.settings().credentials().get());
    }
    progress.stage(BuildStage.STARTING);
    return execute();
  }

  private Optional<ArchiveProblem> stage() throws InterruptedException {
    BuildSpec spec = job.spec();
    return workshop
        .staging()
        .stage(
            spec.archive(),
            folder.context(),
            spec.options().context(),
            spec.options().dockerfile());
  }

  private Optional<ArchiveProblem> dockerfileProblem() throws IOException {
    BuildOptions options = job.spec().options();
    return DockerfileCheck.problem(
        folder.context(),
        options.context(),
        options.dockerfile(),
        options.buildArgs().values(),
        workshop.settings().insecureRegistries());
  }

  private BuilderResult execute() throws IOException, InterruptedException {
    MemoryKills kills = MemoryKills.ofThisProcess();
    long killsBefore = kills.count();
    KanikoOutput output = new KanikoOutput(progress);
    SupervisedProcess executor = launch();
    OutputLines.read(executor.output(), output::accept);
    OptionalInt told = folder.exitCode();
    int exitCode = told.isPresent() ? told.getAsInt() : executor.awaitEnd();
    if (exitCode == 0 && !isCancelled()) {
      BuilderResult image = new FinishedImage(workshop.settings(), job, folder).collect();
      thread.end(unlessStopped(image));
      executor.awaitEnd();
      return image;
    }
    KanikoFailure failure =
        new KanikoFailure(
            exitCode,
            kills.count() > killsBefore,
            folder.wasDiskFull(),
            output.stage(),
            output.step().orElse(null),
            output.lastLines());
    return new BuilderResult.Failed(failure.explain());
  }

  private synchronized SupervisedProcess launch() throws IOException, InterruptedException {
    if (cancelled) {
      throw new InterruptedException();
    }
    KanikoSettings settings = workshop.settings();
    SupervisedProcess started =
        workshop
            .supervisor()
            .start(
                workshop.way(), folder, settings.executor(), settings.call().arguments(job.spec()));
    process = started;
    return started;
  }

  /** Must run to its end even when the thread was interrupted. */
  private void cleanUp() {
    boolean interrupted = Thread.interrupted();
    try {
      workshop.supervisor().sweep(folder.path());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  private static BuilderResult failed(FailureCode code, BuildStage stage, String message) {
    return new BuilderResult.Failed(Failure.of(code, stage, message));
  }
}
