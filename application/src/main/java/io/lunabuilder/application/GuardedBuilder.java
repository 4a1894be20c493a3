package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A builder whose exceptions end the attempt, like any other fault of the platform; so do errors,
 * such as of classes that a plug-in's jar lacks, which show only when they are first used, and
 * answers that are null.
 */
final class GuardedBuilder implements ImageBuilder {
  private static final System.Logger LOG = System.getLogger(GuardedBuilder.class.getName());

  private final ImageBuilder builder;

  GuardedBuilder(ImageBuilder builder) {
    this.builder = builder;
  }

  @Override
  public BuilderName name() {
    return builder.name();
  }

  @Override
  public RunningBuild start(BuildJob.InProgress job, BuildProgress progress) {
    try {
      return new Guarded(given(builder.start(job, progress)), job);
    } catch (RuntimeException | Error e) {
      return new RunningBuild.Ended(failure(job, e));
    }
  }

  @Override
  public Optional<RunningBuild> adopt(BuildJob.InProgress job, BuildProgress progress) {
    try {
      return builder.adopt(job, progress).map(running -> new Guarded(running, job));
    } catch (RuntimeException | Error e) {
      return Optional.of(new RunningBuild.Ended(failure(job, e)));
    }
  }

  private static <T> T given(@Nullable T answer) {
    return Objects.requireNonNull(answer, "it answers nothing");
  }

  private static BuilderResult failure(BuildJob.InProgress job, Throwable e) {
    LOG.log(System.Logger.Level.ERROR, "The builder of build " + job.id() + " failed", e);
    return new BuilderResult.Failed(
        Failure.of(FailureCode.INTERNAL_ERROR, job.stage(), "the builder failed: " + e));
  }

  private record Guarded(RunningBuild running, BuildJob.InProgress job) implements RunningBuild {
    @Override
    public BuilderResult await() throws InterruptedException {
      try {
        return given(running.await());
      } catch (RuntimeException | Error e) {
        return failure(job, e);
      }
    }

    @Override
    public void cancel() {
      try {
        running.cancel();
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "Build " + job.id() + " could not be stopped", e);
      }
    }

    @Override
    public boolean release() {
      try {
        return running.release();
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "Build " + job.id() + " could not be let go", e);
        return false;
      }
    }

    @Override
    public void close() {
      try {
        running.close();
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "Something of build " + job.id() + " may be left", e);
      }
    }
  }
}
