package io.lunabuilder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.domain.Lease;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.Heard;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A builder that others wrote")
class GuardedBuilderTest {
  private static final BuildJob.InProgress JOB =
      Builds.pending("registry.local:5000/hello:1")
          .claimedBy(new Lease(new RunnerName("runner"), 1), Instant.EPOCH);

  @Test
  @DisplayName("that lacks a class fails its build, and no more than that")
  void lacksAClass() throws Exception {
    GuardedBuilder builder = new GuardedBuilder(new Lacking());

    assertThat(code(builder.start(JOB, new Heard()).await())).isEqualTo(FailureCode.INTERNAL_ERROR);
    assertThat(code(builder.adopt(JOB, new Heard()).orElseThrow().await()))
        .isEqualTo(FailureCode.INTERNAL_ERROR);
  }

  @Test
  @DisplayName("that fails in any way, or answers nothing, fails its build")
  void fails() throws Exception {
    for (RunningBuild running : List.of(new Running(Fault.OF_JAVA), new Running(Fault.SILENT))) {
      RunningBuild guarded = new GuardedBuilder(new Starting(running)).start(JOB, new Heard());

      assertThatCode(guarded::cancel).doesNotThrowAnyException();
      assertThatCode(guarded::release).doesNotThrowAnyException();
      assertThat(code(guarded.await())).isEqualTo(FailureCode.INTERNAL_ERROR);
      assertThatCode(guarded::close).doesNotThrowAnyException();
    }
  }

  @Test
  @DisplayName("that begins nothing fails its build")
  void beginsNothing() throws Exception {
    ImageBuilder builder = new GuardedBuilder(new Starting(nothing()));

    assertThat(code(builder.start(JOB, new Heard()).await())).isEqualTo(FailureCode.INTERNAL_ERROR);
  }

  private static FailureCode code(BuilderResult result) {
    return ((BuilderResult.Failed) result).failure().code();
  }

  private enum Fault {
    OF_JAVA,
    SILENT
  }

  /** Plug-ins were not all compiled by whom null is kept out. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  private record Running(Fault fault) implements RunningBuild {
    @Override
    public BuilderResult await() {
      fail();
      return nothing();
    }

    @Override
    public void cancel() {
      fail();
    }

    @Override
    public void close() {
      fail();
    }

    private void fail() {
      if (fault == Fault.OF_JAVA) {
        throw new AssertionError("on purpose");
      }
    }
  }

  private record Starting(RunningBuild running) implements ImageBuilder {
    @Override
    public BuilderName name() {
      return BuilderName.LOCAL_KANIKO;
    }

    @Override
    public RunningBuild start(BuildJob.InProgress job, BuildProgress progress) {
      return running;
    }

    @Override
    public Optional<RunningBuild> adopt(BuildJob.InProgress job, BuildProgress progress) {
      return Optional.empty();
    }
  }

  private static final class Lacking implements ImageBuilder {
    @Override
    public BuilderName name() {
      return BuilderName.LOCAL_KANIKO;
    }

    @Override
    public RunningBuild start(BuildJob.InProgress job, BuildProgress progress) {
      throw new NoClassDefFoundError("com/example/Library");
    }

    @Override
    public Optional<RunningBuild> adopt(BuildJob.InProgress job, BuildProgress progress) {
      throw new NoSuchMethodError("com.example.Library.call()");
    }
  }
}
