package io.lunabuilder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.application.port.BuildStore.Renewal;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Lease;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The part of {@link BuildStoreContract} about claims and leases. */
abstract class ClaimRules extends StoreRules {

  @Test
  @DisplayName("there is nothing to claim while nothing waits")
  void nothingToClaim() throws Exception {
    assertThat(store().awaitWork(Duration.ofMillis(1))).isFalse();
    assertThat(store().claim(RUNNER, LEASE, NOW)).isEmpty();
  }

  @Test
  @DisplayName("the build that waits longest comes first")
  void firstComeFirstServed() {
    BuildJob first = submitted("hello:1");
    BuildJob second = submitted("hello:2");

    assertThat(claimed().job().id()).isEqualTo(first.id());
    assertThat(claimed().job().id()).isEqualTo(second.id());
    assertThat(store().claim(RUNNER, LEASE, NOW)).isEmpty();
  }

  @Test
  @DisplayName("a claimed build is in progress, in its first attempt, with the runner's lease")
  void claimBeginsTheFirstAttempt() {
    BuildJob.Pending build = submitted("hello:1");

    Claim claim = claimed();

    assertThat(claim.takenOver()).isFalse();
    assertThat(claim.job()).isEqualTo(build.claimedBy(new Lease(RUNNER, claim.token()), NOW));
    assertThat(store().find(build.id())).contains(claim.job());
  }

  @Test
  @DisplayName("tokens grow from claim to claim")
  void tokensGrow() {
    submitted("hello:1");
    submitted("hello:2");

    long first = claimed().token();

    assertThat(claimed().token()).isGreaterThan(first);
  }

  @Test
  @DisplayName("a build whose lease ran out is taken over at the stage where it was left")
  void takesOver() throws Exception {
    submitted("hello:1");
    Claim first = store().claim(RUNNER, Duration.ofSeconds(30), NOW).orElseThrow();
    store().record(first.job().at(BuildStage.BUILDING, NOW), first.token());
    store().renew(first.job().id(), first.token(), BRIEF);
    assertThat(store().awaitWork(PATIENCE)).isTrue();

    Claim second = store().claim(OTHER, LEASE, NOW).orElseThrow();

    assertThat(second.takenOver()).isTrue();
    assertThat(second.token()).isGreaterThan(first.token());
    assertThat(second.job().stage()).isEqualTo(BuildStage.BUILDING);
    assertThat(second.job().attempt()).isEqualTo(1);
  }

  @Test
  @DisplayName("a build that was left is claimed before those that were accepted after it")
  void leftBuildKeepsItsPlace() throws Exception {
    BuildJob first = submitted("hello:1");
    Claim left = abandoned();
    submitted("hello:2");

    assertThat(left.job().id()).isEqualTo(first.id());
    assertThat(claimed().job().id()).isEqualTo(first.id());
  }

  @Test
  @DisplayName("a lease that is renewed does not run out")
  void renewalHolds() {
    submitted("hello:1");
    Claim claim = claimed();

    assertThat(store().renew(claim.job().id(), claim.token(), LEASE)).isEqualTo(Renewal.HELD);
    assertThat(store().claim(OTHER, LEASE, NOW)).isEmpty();
  }

  @Test
  @DisplayName("the runner that lost its build cannot renew, while the new one can")
  void lostLeaseIsLost() throws Exception {
    submitted("hello:1");
    Claim first = abandoned();
    Claim second = store().claim(OTHER, LEASE, NOW).orElseThrow();

    assertThat(store().renew(first.job().id(), first.token(), LEASE)).isEqualTo(Renewal.LOST);
    assertThat(store().renew(first.job().id(), second.token(), LEASE)).isEqualTo(Renewal.HELD);
  }

  @Test
  @DisplayName("a build that is over or unknown cannot be renewed")
  void nothingToRenew() {
    submitted("hello:1");
    Claim claim = claimed();
    store().record(claim.job().finish(Builds.failed(), NOW), claim.token());

    assertThat(store().renew(claim.job().id(), claim.token(), LEASE)).isEqualTo(Renewal.LOST);
    assertThat(store().renew(Builds.id(), 1, LEASE)).isEqualTo(Renewal.LOST);
  }

  @Test
  @DisplayName("a runner that waits is woken by a submission")
  void submissionWakes() throws Exception {
    try (Background<Boolean> waiting = Background.run(() -> store().awaitWork(PATIENCE))) {
      submitted("hello:1");

      assertThat(waiting.result()).isTrue();
    }
  }
}
