package io.lunabuilder.telemetry;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/** A builder whose calls and attempts are timed; a user's broken Dockerfile is no error of it. */
final class MeasuredBuilder implements ImageBuilder {
  private final ImageBuilder builder;
  private final Operation start;
  private final Operation adopt;
  private final Operation attempt;

  MeasuredBuilder(ImageBuilder builder, MeterRegistry registry) {
    this.builder = builder;
    this.start = Operation.of(registry, "builder", "start");
    this.adopt = Operation.of(registry, "builder", "adopt");
    this.attempt = Operation.of(registry, "builder", "attempt");
  }

  @Override
  public BuilderName name() {
    return builder.name();
  }

  @Override
  public RunningBuild start(BuildJob.InProgress job, BuildProgress progress) {
    return new Running(start.time(() -> builder.start(job, progress)), attempt);
  }

  @Override
  public Optional<RunningBuild> adopt(BuildJob.InProgress job, BuildProgress progress) {
    return adopt
        .time(() -> builder.adopt(job, progress))
        .map(running -> new Running(running, attempt));
  }

  private record Running(RunningBuild running, Operation attempt) implements RunningBuild {
    @Override
    public BuilderResult await() throws InterruptedException {
      BuilderResult result = attempt.time(running::await);
      if (result instanceof BuilderResult.Failed(Failure failure)
          && failure.code().fault() == FailureCode.Fault.PLATFORM) {
        attempt.failed();
      }
      return result;
    }

    @Override
    public void cancel() {
      running.cancel();
    }

    @Override
    public boolean release() {
      return running.release();
    }

    @Override
    public void close() {
      running.close();
    }
  }
}
