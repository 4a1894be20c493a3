package io.lunabuilder.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuildSlots;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.domain.Lease;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.InMemoryBuildLog;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The metrics of parts")
class MeasuredPartsTest {
  private static final ArchiveLink LINK = new ArchiveLink("https://files.example.com/a.tar");
  private static final Digest DIGEST = new Digest("sha256:" + "a".repeat(64));

  private final Telemetry telemetry = Telemetry.start(Map.of());

  @AfterEach
  void end() {
    telemetry.close();
  }

  private long calls(String adapter, String operation) {
    return value("luna_builder_adapter_seconds_count", adapter, operation);
  }

  private long errors(String adapter, String operation) {
    return value("luna_builder_adapter_errors_total", adapter, operation);
  }

  private long value(String name, String adapter, String operation) {
    return value(name + "{adapter=\"" + adapter + "\",operation=\"" + operation + "\"} ");
  }

  private long value(String series) {
    return telemetry
        .metrics()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(series.length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + series));
  }

  @ParameterizedTest(name = "{0}: {1} error")
  @CsvSource({"ARCHIVE_UNREACHABLE, 1", "ARCHIVE_NOT_FOUND, 0"})
  @DisplayName("count an archive whose server is away, and none that its caller named wrongly:")
  void archives(FailureCode code, long expected) throws Exception {
    ArchiveProblem problem = new ArchiveProblem(code, "no");
    ArchiveSource source =
        telemetry.over(
            new ArchiveSource() {
              @Override
              public boolean recognises(ArchiveLink link) {
                return true;
              }

              @Override
              public String example() {
                return LINK.value();
              }

              @Override
              public Probe probe(ArchiveLink link) {
                return new Probe.Wrong(problem);
              }

              @Override
              public Opening open(Archive archive, long offset) {
                return new Opening.Refused(problem);
              }
            });

    assertThat(source.probe(LINK)).isEqualTo(new ArchiveSource.Probe.Wrong(problem));
    source.open(Archive.at(LINK));

    assertThat(calls("archive", "probe")).isEqualTo(1);
    assertThat(errors("archive", "probe")).isEqualTo(expected);
    assertThat(errors("archive", "open")).isEqualTo(expected);
  }

  @Test
  @DisplayName("count a registry that does not answer, and not what it answers")
  void registry() throws Exception {
    ImageRegistry missing = telemetry.over((_, _) -> new ImageRegistry.Answer.Missing());
    ImageRegistry away = telemetry.over((_, _) -> new ImageRegistry.Answer.Unreachable("no"));

    missing.resolve(Builds.reference("hello:1"), DIGEST);
    assertThat(errors("registry", "resolve")).isZero();
    away.resolve(Builds.reference("hello:1"), DIGEST);

    assertThat(calls("registry", "resolve")).isEqualTo(2);
    assertThat(errors("registry", "resolve")).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}: {1} error")
  @CsvSource({"EVICTED, 1", "BUILD_STEP_FAILED, 0"})
  @DisplayName("count attempts that failed by the platform's fault:")
  void builder(FailureCode code, long expected) throws Exception {
    ImageBuilder builder =
        telemetry.over(new Failing(new BuilderResult.Failed(Builds.failure(code))));
    BuildJob.InProgress job =
        Builds.pending("hello:1").claimedBy(new Lease(new RunnerName("here"), 1), Builds.NOON);

    try (RunningBuild running = builder.start(job, new Deaf())) {
      running.await();
    }

    assertThat(calls("builder", "start")).isEqualTo(1);
    assertThat(calls("builder", "attempt")).isEqualTo(1);
    assertThat(errors("builder", "attempt")).isEqualTo(expected);
  }

  private record Failing(BuilderResult result) implements ImageBuilder {
    @Override
    public BuilderName name() {
      return BuilderName.LOCAL_KANIKO;
    }

    @Override
    public RunningBuild start(BuildJob.InProgress job, BuildProgress progress) {
      return new RunningBuild.Ended(result);
    }

    @Override
    public Optional<RunningBuild> adopt(BuildJob.InProgress job, BuildProgress progress) {
      return Optional.empty();
    }
  }

  private static final class Deaf implements BuildProgress {
    @Override
    public void stage(BuildStage stage) {}

    @Override
    public void log(String line) {}

    @Override
    public void repeat() {}
  }

  @Test
  @DisplayName("tell how many places there are, and how many are taken")
  void slots() throws Exception {
    BuildSlots slots = telemetry.over(() -> () -> {}, 3);

    try (BuildSlots.Slot _ = slots.acquire()) {
      assertThat(value("luna_builder_slots_used ")).isEqualTo(1);
    }

    assertThat(value("luna_builder_slots ")).isEqualTo(3);
    assertThat(value("luna_builder_slots_used ")).isZero();
  }

  @Test
  @DisplayName("time the log")
  void log() {
    try (InMemoryBuildLog kept = new InMemoryBuildLog()) {
      telemetry.over(kept).append(Builds.id(), new byte[] {'a'});
    }

    assertThat(calls("log", "append")).isEqualTo(1);
    assertThat(errors("log", "append")).isZero();
  }
}
