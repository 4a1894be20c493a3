package io.lunabuilder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildStore.Deletion;
import io.lunabuilder.application.port.BuildStore.Submission;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.IdempotencyKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The part of {@link BuildStoreContract} about forgetting. */
abstract class ForgetRules extends StoreRules {

  @Test
  @DisplayName("a build that is over can be forgotten")
  void deletesTheFinished() {
    BuildJob.Finished over = finished("hello:1", NOW);

    assertThat(store().delete(over.id())).isEqualTo(Deletion.DELETED);
    assertThat(store().find(over.id())).isEmpty();
    assertThat(store().list(BuildFilter.ALL, 10, null).builds()).isEmpty();
    assertThat(store().delete(over.id())).isEqualTo(Deletion.UNKNOWN);
  }

  @Test
  @DisplayName("a build that waits or runs is not forgotten")
  void keepsTheUnfinished() {
    submitted("hello:1");
    BuildJob running = claimed().job();
    BuildJob waiting = submitted("hello:2");

    assertThat(store().delete(running.id())).isEqualTo(Deletion.NOT_FINISHED);
    assertThat(store().delete(waiting.id())).isEqualTo(Deletion.NOT_FINISHED);
    assertThat(store().find(waiting.id())).contains(waiting);
  }

  @Test
  @DisplayName("the key of a forgotten build can be used anew")
  void forgetsTheKey() {
    IdempotencyKey key = new IdempotencyKey("order-66");
    BuildJob.Pending first = Builds.pending("hello:1");
    store().submit(first, key);
    store().requestCancel(first.id(), NOW);
    store().delete(first.id());
    BuildJob.Pending second = Builds.pending("hello:2");

    assertThat(store().submit(second, key)).isEqualTo(new Submission.Accepted(second));
  }

  @Test
  @DisplayName("builds that ended long ago are purged, no more at once than asked for")
  void purges() {
    BuildJob first = finished("hello:1", NOW.minusSeconds(30));
    BuildJob second = finished("hello:2", NOW.minusSeconds(20));
    BuildJob third = finished("hello:3", NOW.minusSeconds(10));

    assertThat(store().purge(NOW.minusSeconds(15), 1)).containsExactly(first.id());
    assertThat(store().purge(NOW.minusSeconds(15), 9)).containsExactly(second.id());
    assertThat(store().purge(NOW.minusSeconds(15), 9)).isEmpty();
    assertThat(store().find(first.id())).isEmpty();
    assertThat(store().find(third.id())).contains(third);
  }

  @Test
  @DisplayName("a build that is not over is never purged, however old")
  void purgesOnlyTheFinished() {
    submitted("hello:1");
    claimed();
    submitted("hello:2");
    BuildJob.Pending cancelled = submitted("hello:3");
    store().requestCancel(cancelled.id(), NOW);

    assertThat(store().purge(NOW.plusSeconds(1), 9)).containsExactly(cancelled.id());
  }
}
