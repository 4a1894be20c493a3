package io.lunabuilder.application;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static FailureCode code(BuilderResult result) {
    return ((BuilderResult.Failed) result).failure().code();
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
