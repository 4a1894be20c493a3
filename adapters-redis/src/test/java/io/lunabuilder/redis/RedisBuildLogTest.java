package io.lunabuilder.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.redis.RedisServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("R2: the build log in Redis")
@Tag("R2")
class RedisBuildLogTest extends RedisLogRules {
  private final Keyspace keys = new Keyspace("test-" + UUID.randomUUID());
  private final BuildId id = Builds.id();

  @Override
  RedisStore fresh() {
    return another();
  }

  private RedisStore another() {
    return FreshStore.at(RedisAddress.parse(RedisServer.shared().url()), keys);
  }

  @Test
  @DisplayName("is followed in another process than that which writes it")
  void isShared() throws Exception {
    try (RedisStore reader = another()) {
      append(store, "one\n");
      assertThat(reader.log().awaitGrowth(id, 0, Duration.ofSeconds(30))).isTrue();
      assertThat(new String(reader.log().read(id, 0, 100).bytes(), UTF_8)).isEqualTo("one\n");
    }
  }

  @Test
  @DisplayName("goes on where another runner left it")
  void goesOnInAnotherProcess() {
    append(store, "one\n");
    try (RedisStore next = another()) {
      assertThat(append(next, "two\n")).isEqualTo(8);
    }
  }

  @Test
  @DisplayName("takes nothing from a runner who was overtaken")
  void refusesALateWriter() {
    append(store, "one\n");
    try (RedisStore next = another()) {
      append(next, "two\n");

      assertThatThrownBy(() -> append(store, "late\n")).isInstanceOf(IllegalStateException.class);

      assertThat(new String(next.log().read(id, 0, 100).bytes(), UTF_8)).isEqualTo("one\ntwo\n");
    }
  }

  @Test
  @DisplayName("goes on after another process where a runner takes the build again")
  void goesOnAfterAnotherProcess() {
    BuildJob.Pending build = Builds.pending("hello:1");
    store.builds().submit(build, null);
    store.log().append(build.id(), "one\n".getBytes(UTF_8));
    try (RedisStore next = another()) {
      next.log().append(build.id(), "two\n".getBytes(UTF_8));
    }

    assertThat(store.builds().claim(new RunnerName("runner"), Duration.ofMinutes(10), Builds.NOON))
        .isPresent();

    assertThat(store.log().append(build.id(), "three\n".getBytes(UTF_8))).isEqualTo(14);
  }

  @Test
  @DisplayName("does not double a piece whose answer was lost")
  void repeatingIsSafe() {
    append(store, "one\n");
    Steps.Answer again =
        store
            .steps()
            .run(
                Script.LOG_APPEND,
                keys.log(id),
                0,
                "one\n",
                4096,
                2,
                14,
                60_000,
                keys.logChanges(),
                id);

    assertThat(again.number(0)).isEqualTo(4);
    assertThat(store.log().end(id)).isEqualTo(4);
  }

  @Test
  @DisplayName("lives from its last line on for as long as is wished then")
  void otherLifetime() {
    AtomicReference<Duration> lifetime = new AtomicReference<>(Duration.ofDays(1));
    RedisAddress address = RedisAddress.parse(RedisServer.shared().url());
    try (RedisStore live =
        RedisStore.open(address, keys, FreshStore.limits(lifetime::get), InstantSource.system())) {
      append(live, "one\n");
      lifetime.set(Duration.ofMinutes(1));
      append(live, "two\n");

      long left = Long.parseLong(RedisServer.shared().run("PTTL", keys.log(id)));
      assertThat(left).isBetween(1L, Duration.ofMinutes(1).toMillis());
    }
  }

  @Test
  @DisplayName("has an end of its life in each of its keys")
  void expires() {
    append(store, "x".repeat(10_000));
    store.log().seal(id);

    String[] found =
        RedisServer.shared().run("KEYS", keys.log(id).replace("{", "\\{") + "*").split("\n");

    assertThat(found).hasSize(4);
    assertThat(found)
        .allSatisfy(key ->
            assertThat(Long.parseLong(RedisServer.shared().run("TTL", key.strip())))
                .isBetween(3000L, 3600L));
  }

  private long append(RedisStore to, String text) {
    return to.log().append(id, text.getBytes(UTF_8));
  }
}
