package io.lunabuilder.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildStore.Cancellation;
import io.lunabuilder.application.port.BuildStore.Renewal;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.InMemoryBuildLog;
import io.lunabuilder.testkit.InMemoryBuildStore;
import io.lunabuilder.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whoever cancels a build")
class CancelBuildTest {
  private static final Duration LEASE = Duration.ofHours(1);

  private final ManualClock clock = new ManualClock(Builds.NOON);
  private final InMemoryBuildStore store = new InMemoryBuildStore(clock);
  private final InMemoryBuildLog log = new InMemoryBuildLog();
  private final CancelBuild useCase = new CancelBuild(store, log, clock);
  private final BuildJob.Pending build = Builds.pending("hello:1");

  @Test
  @DisplayName("ends one that waits at once, and nobody can claim it any more")
  void waiting() {
    store.submit(build, null);

    assertThat(useCase.cancel(build.id()))
        .isInstanceOfSatisfying(
            Cancellation.Ended.class,
            ended -> assertThat(ended.job().outcome()).isInstanceOf(BuildOutcome.Cancelled.class));
    assertThat(store.claim(new RunnerName("runner"), LEASE, clock.instant())).isEmpty();
    assertThat(log.text(build.id())).isEqualTo("Cancelled, as asked for, before it began.\n");
  }

  @Test
  @DisplayName("ends one that waits also when its log has no room for a last line")
  void logFull() {
    store.submit(build, null);
    log.failNext(1);

    assertThat(useCase.cancel(build.id())).isInstanceOf(Cancellation.Ended.class);
    assertThat(log.isSealed(build.id())).isTrue();
  }

  @Test
  @DisplayName("has the runner of one that runs told, and leaves its end and its log to the runner")
  void running() {
    store.submit(build, null);
    var claim = store.claim(new RunnerName("runner"), LEASE, clock.instant()).orElseThrow();

    assertThat(useCase.cancel(build.id())).isInstanceOf(Cancellation.Requested.class);

    assertThat(useCase.cancel(build.id())).isInstanceOf(Cancellation.Requested.class);
    assertThat(store.renew(build.id(), claim.token(), LEASE))
        .isEqualTo(Renewal.HELD_CANCEL_REQUESTED);
    assertThat(log.isSealed(build.id())).isFalse();
  }

  @Test
  @DisplayName("changes nothing of one that is over, and learns how it ended")
  void over() {
    store.submit(build, null);
    useCase.cancel(build.id());
    BuildJob ended = store.find(build.id()).orElseThrow();
    clock.advance(Duration.ofMinutes(1));

    assertThat(useCase.cancel(build.id()))
        .isInstanceOfSatisfying(
            Cancellation.AlreadyFinished.class, known -> assertThat(known.job()).isEqualTo(ended));
    assertThat(store.find(build.id())).contains(ended);
  }

  @Test
  @DisplayName("is told when there is no such build")
  void unknown() {
    assertThat(useCase.cancel(Builds.id())).isInstanceOf(Cancellation.Unknown.class);
  }
}
