package io.lunabuilder.bootstrap;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.ImageReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A builder that only takes its time, and writes into a ledger, which no store knows of, which
 * attempts it began and which it brought to an image.
 *
 * @param ledger shared with builders of other processes
 * @param time how long an image takes
 */
record FakeBuilder(Path ledger, Duration time) implements ImageBuilder {
  private static final Digest DIGEST = new Digest("sha256:" + "0".repeat(64));

  @Override
  public BuilderName name() {
    return BuilderName.LOCAL_KANIKO;
  }

  @Override
  public RunningBuild start(BuildJob.InProgress job, BuildProgress progress) {
    write(Ledger.Event.BEGUN, job);
    progress.stage(BuildStage.BUILDING);
    progress.log("Attempt " + job.attempt() + " builds nothing");
    return new Build(this, job, new CountDownLatch(1));
  }

  /** It dies with its process. */
  @Override
  public Optional<RunningBuild> adopt(BuildJob.InProgress job, BuildProgress progress) {
    return Optional.empty();
  }

  private void write(Ledger.Event event, BuildJob.InProgress job) {
    try {
      Ledger.write(ledger, event, job.id().toString(), job.attempt());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Build(FakeBuilder builder, BuildJob.InProgress job, CountDownLatch cancelled)
      implements RunningBuild {

    @Override
    public BuilderResult await() throws InterruptedException {
      if (cancelled.await(builder.time.toNanos(), TimeUnit.NANOSECONDS)) {
        return new BuilderResult.Stopped();
      }
      builder.write(Ledger.Event.BUILT, job);
      ImageReference image = job.spec().image();
      return new BuilderResult.Saved(image, DIGEST, 1);
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }

    @Override
    public void close() {
      // Nothing is left of a pause.
    }
  }
}
