package io.lunabuilder.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.StageTimes;
import io.lunabuilder.testkit.Builds;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The text of a build")
class BuildTextTest {
  private final BuildJob.Pending pending = Builds.pending("hello:1");

  @Test
  @DisplayName("has when stages were reached")
  void times() {
    assertThat(read(",\"grs,b15o\"").times())
        .isEqualTo(
            StageTimes.from(BuildStage.STAGING, Instant.ofEpochMilli(1000))
                .with(BuildStage.BUILDING, Instant.ofEpochMilli(2500)));
  }

  @Test
  @DisplayName("of a version that did not keep times is read")
  void withoutTimes() {
    assertThat(read("").times()).isEqualTo(StageTimes.NONE);
  }

  private BuildJob.InProgress read(String end) {
    String order = new String(BuildText.order(pending.order()), UTF_8);
    String head =
        "[\"IN_PROGRESS\",1,\"\",0,1,\"BUILDING\",\"2026-01-01T12:00:00Z\",\"one\",\"7\",0,\"\",\"\",\"\"";
    byte[] text = (head + end + "]\n" + order + "\n").getBytes(UTF_8);
    return (BuildJob.InProgress) BuildText.job(pending.id(), text);
  }
}
