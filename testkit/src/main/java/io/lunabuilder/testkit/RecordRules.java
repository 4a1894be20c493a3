package io.lunabuilder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The part of {@link BuildStoreContract} about what runners write, and about builds that wait too
 * long.
 */
abstract class RecordRules extends StoreRules {

  @Test
  @DisplayName("a stage that was recorded is found")
  void keepsStages() {
    submitted("hello:1");
    Claim claim = claimed();
    BuildJob.InProgress building = claim.job().at(BuildStage.BUILDING, NOW);

    assertThat(store().record(building, claim.token())).isTrue();
    assertThat(store().find(building.id())).contains(building);
  }

  @Test
  @DisplayName("an end that was recorded is found, and the build is never claimed again")
  void keepsTheEnd() {
    BuildJob.Finished over = finished("hello:1", NOW);

    assertThat(store().find(over.id())).contains(over);
    assertThat(store().claim(OTHER, LEASE, NOW)).isEmpty();
  }

  @Test
  @DisplayName(
      "secrets in an archive's link are kept for the next attempt, and forgotten at the end")
  void forgetsSecrets() {
    ArchiveLink secret = new ArchiveLink("https://me:pass@files.example.com/a.tar?signature=1");
    submitted(Builds.pending("hello:1", secret));
    Claim first = claimed();
    store().record(first.job().handBack(NOW), first.token());
    Claim second = claimed();
    store().record(second.job().finish(Builds.failed(), NOW), second.token());

    assertThat(second.job().spec().archive().link().value()).isEqualTo(secret.value());
    assertThat(store().find(second.job().id()).orElseThrow().spec().archive().link().value())
        .isEqualTo("https://files.example.com/a.tar");
  }

  @Test
  @DisplayName("a build is recorded as over only once")
  void endsOnce() {
    submitted("hello:1");
    Claim claim = claimed();
    BuildJob.Finished over = claim.job().finish(Builds.completed("hello:1"), NOW);
    store().record(over, claim.token());

    assertThat(store().record(claim.job().finish(Builds.failed(), NOW), claim.token())).isFalse();
    assertThat(store().find(over.id())).contains(over);
  }

  @Test
  @DisplayName("a runner that lost its build writes nothing")
  void staleTokenIsRefused() throws Exception {
    submitted("hello:1");
    Claim first = abandoned();
    Claim second = store().claim(OTHER, LEASE, NOW).orElseThrow();

    assertThat(store().record(first.job().finish(Builds.failed(), NOW), first.token())).isFalse();
    assertThat(store().find(first.job().id())).contains(second.job());
  }

  @Test
  @DisplayName("a token of another build is refused")
  void foreignTokenIsRefused() {
    submitted("hello:1");
    submitted("hello:2");
    Claim first = claimed();
    Claim second = claimed();

    assertThat(store().record(first.job().at(BuildStage.PUSHING, NOW), second.token())).isFalse();
    assertThat(store().find(first.job().id())).contains(first.job());
  }

  @Test
  @DisplayName("a build that was handed back is claimed again when it is due, in its old place")
  void handedBackBuildIsClaimedWhenDue() {
    submitted("hello:1");
    BuildJob second = submitted("hello:2");
    Claim first = claimed();
    Instant due = NOW.plusSeconds(5);

    assertThat(store().record(first.job().handBack(due), first.token())).isTrue();

    assertThat(store().position(first.job().id())).hasValue(1);
    assertThat(claimed().job().id()).isEqualTo(second.id());
    assertThat(store().claim(OTHER, LEASE, NOW)).isEmpty();
    Claim again = store().claim(OTHER, LEASE, due).orElseThrow();
    assertThat(again.job().id()).isEqualTo(first.job().id());
    assertThat(again.job().attempt()).isEqualTo(2);
    assertThat(again.takenOver()).isFalse();
  }

  @Test
  @DisplayName("the runner that handed a build back cannot write any more")
  void handedBackBuildIsFree() {
    submitted("hello:1");
    Claim claim = claimed();
    store().record(claim.job().handBack(NOW), claim.token());

    assertThat(store().record(claim.job().at(BuildStage.BUILDING, NOW), claim.token())).isFalse();
  }

  @Test
  @DisplayName("a request to stop that came meanwhile is kept when a stage is recorded")
  void keepsTheRequestToStop() {
    submitted("hello:1");
    Claim claim = claimed();
    store().requestCancel(claim.job().id(), NOW);

    store().record(claim.job().at(BuildStage.BUILDING, NOW), claim.token());

    assertThat(store().find(claim.job().id()))
        .contains(claim.job().at(BuildStage.BUILDING, NOW).askedToStop());
  }

  @Test
  @DisplayName(
      "pending builds that waited too long are ended, oldest first, no more than asked for")
  void endsOverdueBuilds() {
    BuildJob.Pending first = submitted(Builds.pending("hello:1", NOW.minusSeconds(30)));
    BuildJob.Pending second = submitted(Builds.pending("hello:2", NOW.minusSeconds(20)));
    BuildJob.Pending third = submitted(Builds.pending("hello:3", NOW.minusSeconds(10)));
    Failure why = Failure.of(FailureCode.QUEUE_TIMEOUT, BuildStage.QUEUED, "it waited too long");
    BuildOutcome late = new BuildOutcome.Failed(why);

    assertThat(store().failOverdue(NOW.minusSeconds(15), why, NOW, 1))
        .containsExactly(first.finish(late, NOW));
    assertThat(store().failOverdue(NOW.minusSeconds(15), why, NOW, 9))
        .containsExactly(second.finish(late, NOW));
    assertThat(store().find(second.id())).contains(second.finish(late, NOW));
    assertThat(claimed().job().id()).isEqualTo(third.id());
  }

  @Test
  @DisplayName("a build in progress is never overdue, also when it was handed back")
  void startedBuildsAreNotOverdue() {
    submitted("hello:1");
    submitted("hello:2");
    claimed();
    Claim claim = claimed();
    store().record(claim.job().handBack(NOW.plusSeconds(5)), claim.token());
    Failure why = Failure.of(FailureCode.QUEUE_TIMEOUT, BuildStage.QUEUED, "it waited too long");

    assertThat(store().failOverdue(NOW.plusSeconds(1), why, NOW, 9)).isEmpty();
  }
}
