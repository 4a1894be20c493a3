package io.lunabuilder.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.application.port.BuildStore.Renewal;
import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.redis.RedisOptions;
import io.lunabuilder.testkit.redis.RedisSentinels;
import io.lunabuilder.testkit.redis.RedisServer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("R2: when a replica becomes the master")
@Tag("R2")
class RedisFailoverTest {
  private static final RunnerName RUNNER = new RunnerName("runner-1");
  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  @DisplayName("accepted builds are there, runners keep theirs, and observers hear again")
  void goesOn() throws Exception {
    try (RedisSentinels sentinels = RedisSentinels.startOrSkip(RedisOptions.plain());
        RedisStore opened = FreshStore.at(FreshStore.url(sentinels))) {
      BuildStore store = opened.builds();
      BlockingQueue<BuildJob> heard = new LinkedBlockingQueue<>();
      BuildJob.Pending running = submitted(store);
      Claim claim = store.claim(RUNNER, LEASE, Builds.NOON).orElseThrow();
      BuildJob.Pending waiting = submitted(store);
      try (Subscription _ = store.watch(heard::add)) {
        sentinels.awaitReplicas();
        RedisServer old = sentinels.master();
        old.kill();
        sentinels.awaitMasterOtherThan(old);

        assertThat(afterwards(() -> store.find(waiting.id()))).contains(waiting);
        assertThat(afterwards(() -> store.renew(running.id(), claim.token(), LEASE)))
            .isEqualTo(Renewal.HELD);
        BuildJob.Finished over = claim.job().finish(Builds.completed("hello:1"), Builds.NOON);
        assertThat(store.record(over, claim.token())).isTrue();
        assertThat(afterwards(() -> store.find(running.id()))).contains(over);
        assertHearsAgain(store, heard);
      }
    }
  }

  /** What changed before the observers had found the new master is missed. */
  private static void assertHearsAgain(BuildStore store, BlockingQueue<BuildJob> heard)
      throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (heard.poll(200, TimeUnit.MILLISECONDS) == null) {
      assertThat(System.nanoTime()).as("patience of the test").isLessThan(giveUp);
      submitted(store);
    }
  }

  private static BuildJob.Pending submitted(BuildStore store) {
    BuildJob.Pending build = Builds.pending("hello:1");
    store.submit(build, null);
    return build;
  }

  /** What a caller gets who asks again until the new master answers. */
  private static <T> T afterwards(Supplier<T> call) throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return call.get();
      } catch (StoreUnavailableException e) {
        if (System.nanoTime() > giveUp) {
          throw e;
        }
        Thread.sleep(Duration.ofMillis(50));
      }
    }
  }
}
