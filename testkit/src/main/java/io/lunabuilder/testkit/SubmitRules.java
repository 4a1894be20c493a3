package io.lunabuilder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.application.port.BuildStore.Submission;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.IdempotencyKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The part of {@link BuildStoreContract} about submissions and the line in which they wait. */
abstract class SubmitRules extends StoreRules {
  private static final IdempotencyKey KEY = new IdempotencyKey("order-66");

  @Test
  @DisplayName("an accepted build is found as it was submitted")
  void findsWhatWasSubmitted() {
    BuildJob.Pending build = submitted("hello:1");

    assertThat(store().find(build.id())).contains(build);
  }

  @Test
  @DisplayName("a build keeps where it came from, to its end")
  void keepsTheOrigin() {
    BuildJob.Pending build = submitted(Builds.pending("hello:1", Builds.origin()));
    assertThat(store().find(build.id())).contains(build);
    Claim claim = claimed();
    assertThat(claim.job().order()).isEqualTo(build.order());

    store().record(claim.job().finish(Builds.completed("hello:1"), NOW), claim.token());

    assertThat(store().find(build.id()).map(BuildJob::order)).contains(build.order());
  }

  @Test
  @DisplayName("an unknown build is not found and has no position")
  void knowsNothingOfOthers() {
    assertThat(store().find(Builds.id())).isEmpty();
    assertThat(store().position(Builds.id())).isEmpty();
  }

  @Test
  @DisplayName("a key that was used before gives the first build and accepts no second one")
  void firstSubmissionOfAKeyWins() {
    BuildJob.Pending first = Builds.pending("hello:1");
    BuildJob.Pending second = Builds.pending("hello:2");
    store().submit(first, KEY);

    assertThat(store().submit(second, KEY)).isEqualTo(new Submission.Known(first));
    assertThat(store().find(second.id())).isEmpty();
  }

  @Test
  @DisplayName("a key gives its build as it is now, also when that is over")
  void keyGivesTheBuildAsItIs() {
    BuildJob.Pending first = Builds.pending("hello:1");
    store().submit(first, KEY);
    Claim claim = claimed();
    BuildJob over = claim.job().finish(Builds.failed(), NOW);
    store().record(over, claim.token());

    assertThat(store().submit(Builds.pending("hello:2"), KEY))
        .isEqualTo(new Submission.Known(over));
  }

  @Test
  @DisplayName("submitting a build again after a lost answer changes nothing")
  void repeatingIsSafe() {
    BuildJob.Pending build = submitted("hello:1");

    assertThat(store().submit(build, null)).isEqualTo(new Submission.Known(build));
    claimed();
    assertThat(store().claim(OTHER, LEASE, NOW)).isEmpty();
  }

  @Test
  @DisplayName("no build is accepted while as many wait as may")
  void refusesWhileFull() {
    submitted("hello:1");
    submitted("hello:2");
    BuildJob.Pending third = Builds.pending("hello:3");

    assertThat(store().submit(third, KEY, 2)).isEqualTo(new Submission.Full());
    assertThat(store().find(third.id())).isEmpty();
    assertThat(store().waiting()).isEqualTo(2);

    claimed();
    assertThat(store().submit(third, KEY, 2)).isEqualTo(new Submission.Accepted(third));
  }

  @Test
  @DisplayName("a build that was handed back waits, and counts among those that may")
  void countsWhatWasHandedBack() {
    submitted("hello:1");
    Claim claim = claimed();
    store().record(claim.job().handBack(NOW.plusSeconds(60)), claim.token());

    assertThat(store().submit(Builds.pending("hello:2"), null, 1)).isEqualTo(new Submission.Full());
  }

  @Test
  @DisplayName("what was submitted before is known also while no further build is accepted")
  void knowsEarlierOnesWhileFull() {
    BuildJob.Pending first = Builds.pending("hello:1");
    store().submit(first, KEY, 1);

    assertThat(store().submit(Builds.pending("hello:2"), KEY, 1))
        .isEqualTo(new Submission.Known(first));
    assertThat(store().submit(first, null, 1)).isEqualTo(new Submission.Known(first));
  }

  @Test
  @DisplayName("positions count from one, in the order of submission")
  void positionsCountFromOne() {
    BuildJob first = submitted("hello:1");
    BuildJob second = submitted("hello:2");
    BuildJob third = submitted("hello:3");

    assertThat(store().position(first.id())).hasValue(1);
    assertThat(store().position(second.id())).hasValue(2);
    assertThat(store().position(third.id())).hasValue(3);
    assertThat(store().waiting()).isEqualTo(3);
  }

  @Test
  @DisplayName("those behind move up when a build is claimed, which then has no position")
  void othersMoveUp() {
    BuildJob first = submitted("hello:1");
    BuildJob second = submitted("hello:2");

    claimed();

    assertThat(store().position(first.id())).isEmpty();
    assertThat(store().position(second.id())).hasValue(1);
  }
}
