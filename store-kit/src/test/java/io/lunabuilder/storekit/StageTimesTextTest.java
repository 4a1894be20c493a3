package io.lunabuilder.storekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.StageTimes;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The short form of when stages were reached")
class StageTimesTextTest {
  @Test
  @DisplayName("is read as it was written, whatever stages and times they are")
  void readAsWritten() {
    StageTimes times = StageTimes.NONE;
    long time = 1_790_000_000_123L;
    for (BuildStage stage : BuildStage.values()) {
      times = times.with(stage, Instant.ofEpochMilli(time));
      // A service whose clock is behind took the build over.
      time += stage == BuildStage.STARTING ? -5_000 : 61_234;
      assertThat(StageTimesText.times(StageTimesText.of(times))).isEqualTo(times);
    }
  }

  @Test
  @DisplayName("has about thirty bytes: a store keeps it of a million builds")
  void isShort() {
    StageTimes times =
        StageTimes.from(BuildStage.STAGING, Instant.ofEpochMilli(1_790_000_000_123L))
            .with(BuildStage.STARTING, Instant.ofEpochMilli(1_790_000_001_000L))
            .with(BuildStage.BUILDING, Instant.ofEpochMilli(1_790_000_003_000L))
            .with(BuildStage.PUSHING, Instant.ofEpochMilli(1_790_000_090_000L))
            .with(BuildStage.VERIFYING, Instant.ofEpochMilli(1_790_000_099_000L));

    assertThat(StageTimesText.of(times)).hasSizeLessThan(36);
  }

  @Test
  @DisplayName("is empty while no stage was reached")
  void nothing() {
    assertThat(StageTimesText.of(StageTimes.NONE)).isEmpty();
    assertThat(StageTimesText.times("")).isEqualTo(StageTimes.NONE);
  }
}
