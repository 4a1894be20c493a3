package io.lunabuilder.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A build")
class BuildJobTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final BuildJob.Pending pending =
      new BuildJob.Pending(
          new BuildOrder(
              new BuildId(new UUID(1, 2)),
              new LocalBuildPolicy(null, Examples.AN_HOUR).check(Examples.localRequest()).orThrow(),
              NOON,
              Origin.UNKNOWN));
  private final Lease lease = new Lease(new RunnerName("one"), 7);

  @Test
  @DisplayName("goes from pending through its stages to its end")
  void life() {
    BuildJob.InProgress running =
        pending.claimedBy(lease, NOON).at(BuildStage.BUILDING, NOON.plusSeconds(4));
    BuildJob.Finished finished = running.finish(new BuildOutcome.Cancelled(), NOON.plusSeconds(9));

    assertThat(pending.status()).isEqualTo(BuildStatus.PENDING);
    assertThat(running.status()).isEqualTo(BuildStatus.IN_PROGRESS);
    assertThat(running.attempt()).isOne();
    assertThat(finished.status()).isEqualTo(BuildStatus.CANCELLED);
    assertThat(finished.stage()).isEqualTo(BuildStage.BUILDING);
    assertThat(finished.started()).contains(NOON);
  }

  @Test
  @DisplayName("remembers when its last attempt reached each stage")
  void times() {
    BuildJob.InProgress building =
        pending.claimedBy(lease, NOON).at(BuildStage.BUILDING, NOON.plusNanos(4_000_900));

    assertThat(building.times().reached())
        .containsExactly(
            Map.entry(BuildStage.STAGING, NOON),
            Map.entry(BuildStage.BUILDING, NOON.plusMillis(4)));
    assertThat(building.finish(new BuildOutcome.Cancelled(), NOON).times())
        .isEqualTo(building.times());
    assertThat(building.nextAttempt(NOON.plusSeconds(9)).times())
        .isEqualTo(StageTimes.from(BuildStage.STAGING, NOON.plusSeconds(9)));
    assertThat(building.handBack(NOON).times()).isEqualTo(StageTimes.NONE);
  }

  @Test
  @DisplayName("that is handed back stays in progress, without a lease and with its next attempt")
  void handedBack() {
    BuildJob.InProgress waiting = pending.claimedBy(lease, NOON).handBack(NOON.plusSeconds(5));

    assertThat(waiting.status()).isEqualTo(BuildStatus.IN_PROGRESS);
    assertThat(waiting.attempt()).isEqualTo(2);
    assertThat(waiting.currentLease()).isEmpty();
    assertThat(waiting.claimedBy(lease).retryAt()).isNull();
  }

  @Test
  @DisplayName("that ends before it began has no attempt and no start")
  void endedEarly() {
    BuildJob.Finished finished = pending.finish(new BuildOutcome.Cancelled(), NOON);

    assertThat(finished.attempt()).isZero();
    assertThat(finished.started()).isEmpty();
  }
}
