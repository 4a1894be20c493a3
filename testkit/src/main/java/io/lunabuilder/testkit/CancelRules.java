package io.lunabuilder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildStore.Cancellation;
import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.application.port.BuildStore.Renewal;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The part of {@link BuildStoreContract} about cancelling. */
abstract class CancelRules extends StoreRules {

  @Test
  @DisplayName("a pending build is over at once and never claimed")
  void endsAPendingBuild() {
    BuildJob.Pending build = submitted("hello:1");
    BuildJob.Finished over = build.finish(new BuildOutcome.Cancelled(), NOW);

    assertThat(store().requestCancel(build.id(), NOW)).isEqualTo(new Cancellation.Ended(over));
    assertThat(store().find(build.id())).contains(over);
    assertThat(store().position(build.id())).isEmpty();
    assertThat(store().claim(RUNNER, LEASE, NOW)).isEmpty();
  }

  @Test
  @DisplayName("a build in progress is marked, and its runner hears of it when it renews")
  void marksARunningBuild() {
    submitted("hello:1");
    Claim claim = claimed();

    assertThat(store().requestCancel(claim.job().id(), NOW))
        .isEqualTo(new Cancellation.Requested(claim.job().askedToStop()));
    assertThat(store().renew(claim.job().id(), claim.token(), LEASE))
        .isEqualTo(Renewal.HELD_CANCEL_REQUESTED);
  }

  @Test
  @DisplayName("asking again gives the same answer")
  void isIdempotent() {
    submitted("hello:1");
    Claim claim = claimed();

    Cancellation first = store().requestCancel(claim.job().id(), NOW);

    assertThat(store().requestCancel(claim.job().id(), NOW)).isEqualTo(first);
  }

  @Test
  @DisplayName("the request outlives the runner: whoever takes the build over sees it")
  void survivesATakeOver() throws Exception {
    submitted("hello:1");
    Claim left = abandoned();
    store().requestCancel(left.job().id(), NOW);

    assertThat(store().claim(OTHER, LEASE, NOW).orElseThrow().job().cancelRequested()).isTrue();
  }

  @Test
  @DisplayName("a build that was handed back can be claimed at once, so that a runner ends it")
  void handedBackBuildIsDueAtOnce() {
    submitted("hello:1");
    Claim claim = claimed();
    store().record(claim.job().handBack(NOW.plusSeconds(3600)), claim.token());

    store().requestCancel(claim.job().id(), NOW);

    assertThat(store().claim(OTHER, LEASE, NOW).orElseThrow().job().cancelRequested()).isTrue();
  }

  @Test
  @DisplayName("a build that is over stays as it is")
  void leavesTheFinished() {
    BuildJob.Finished over = finished("hello:1", NOW);

    assertThat(store().requestCancel(over.id(), NOW))
        .isEqualTo(new Cancellation.AlreadyFinished(over));
    assertThat(store().find(over.id())).contains(over);
  }

  @Test
  @DisplayName("an unknown build cannot be cancelled")
  void knowsNothingOfOthers() {
    assertThat(store().requestCancel(Builds.id(), NOW)).isEqualTo(new Cancellation.Unknown());
  }
}
