package io.lunabuilder.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.application.port.BuildStore.Renewal;
import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.redis.RedisOptions;
import io.lunabuilder.testkit.redis.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("R2: while Redis is away")
@Tag("R2")
class RedisOutageTest {
  private static final RunnerName RUNNER = new RunnerName("runner-1");
  private static final RunnerName OTHER = new RunnerName("runner-2");
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static RedisServer server;

  private final Keyspace keys = new Keyspace("test-" + UUID.randomUUID());
  private RedisStore opened;
  private BuildStore store;

  @BeforeAll
  static void start() {
    server = RedisServer.startOrSkip(RedisOptions.plain().durable());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    opened = FreshStore.at(RedisAddress.parse(server.url()), keys);
    store = opened.builds();
  }

  @AfterEach
  void close() {
    opened.close();
  }

  @Test
  @DisplayName("a caller is told so, and what was accepted is there when it is back")
  void survivesAPowerCut() {
    BuildJob.Pending build = submitted();
    server.kill();

    assertThatThrownBy(() -> store.find(build.id())).isInstanceOf(StoreUnavailableException.class);

    server.start();
    assertThat(afterwards(() -> store.find(build.id()))).contains(build);
    assertThat(store.position(build.id())).hasValue(1);
  }

  @Test
  @DisplayName("and connections stay but nobody answers, a caller is told so")
  void survivesSilence() {
    BuildJob.Pending build = submitted();
    server.pause();
    try {
      assertThatThrownBy(() -> store.find(build.id()))
          .isInstanceOf(StoreUnavailableException.class);
    } finally {
      server.unpause();
    }
    assertThat(afterwards(() -> store.find(build.id()))).contains(build);
  }

  @Test
  @DisplayName("for longer than a lease, its runner does not lose its build")
  void outagesAreNoTimeForLeases() throws Exception {
    submitted();
    Claim claim = store.claim(RUNNER, Duration.ofSeconds(6), Builds.NOON).orElseThrow();
    server.kill();
    Thread.sleep(Duration.ofSeconds(8));
    server.start();

    assertThat(afterwards(() -> store.claim(OTHER, LEASE, Builds.NOON))).isEmpty();
    assertThat(store.renew(claim.job().id(), claim.token(), LEASE)).isEqualTo(Renewal.HELD);
  }

  @Test
  @DisplayName("and comes back, a runner that never does loses its build in the end")
  void leasesStillEnd() throws Exception {
    submitted();
    assertThat(store.claim(RUNNER, Duration.ofSeconds(2), Builds.NOON)).isPresent();
    server.kill();
    server.start();

    assertThat(afterwards(this::awaitWork)).isTrue();
    assertThat(store.claim(OTHER, LEASE, Builds.NOON)).isPresent();
  }

  private boolean awaitWork() {
    try {
      return store.awaitWork(PATIENCE);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("observers hear nothing, and hear again when it is back")
  void observersHearAgain() throws Exception {
    BlockingQueue<BuildJob> heard = new LinkedBlockingQueue<>();
    try (Subscription _ = store.watch(heard::add)) {
      server.kill();
      server.start();

      BuildJob seen = null;
      while (seen == null) {
        afterwards(this::submitted);
        seen = heard.poll(1, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  @DisplayName("a log waits, and is neither torn nor doubled")
  void logsGoOn() {
    BuildJob.Pending build = submitted();
    append(build, "one\n");
    server.kill();
    assertThatThrownBy(() -> append(build, "two\n")).isInstanceOf(StoreUnavailableException.class);
    server.start();

    afterwards(() -> append(build, "two\n"));
    append(build, "three\n");

    assertThat(opened.log().read(build.id(), 0, 100).bytes())
        .isEqualTo("one\ntwo\nthree\n".getBytes(UTF_8));
  }

  private long append(BuildJob build, String text) {
    return opened.log().append(build.id(), text.getBytes(UTF_8));
  }

  @Test
  @DisplayName("or only a replica for some time, nothing is written, and then all is well")
  void survivesAReadOnlyServer() {
    server.run("REPLICAOF", "127.0.0.1", "1");
    try {
      assertThatThrownBy(this::submitted).isInstanceOf(StoreUnavailableException.class);
    } finally {
      server.run("REPLICAOF", "NO", "ONE");
    }
    assertThat(store.find(afterwards(this::submitted).id())).isPresent();
  }

  @Test
  @DisplayName("or out of memory, nothing is accepted, what runs can end, and then all is well")
  void survivesFullMemory() {
    submitted();
    Claim claim = store.claim(RUNNER, LEASE, Builds.NOON).orElseThrow();
    server.run("CONFIG", "SET", "maxmemory", "1mb");
    try {
      assertThatThrownBy(this::submitted).isInstanceOf(StoreUnavailableException.class);
      assertThat(store.record(claim.job().finish(Builds.failed(), Builds.NOON), claim.token()))
          .isTrue();
    } finally {
      server.run("CONFIG", "SET", "maxmemory", "0");
    }
    assertThat(store.find(submitted().id())).isPresent();
  }

  @Test
  @DisplayName("or forgot its scripts, it learns them again")
  void survivesAScriptFlush() {
    server.run("SCRIPT", "FLUSH");

    assertThat(store.find(submitted().id())).isPresent();
  }

  @Test
  @DisplayName("or its clock jumps by an hour either way, leases go on")
  void survivesClockJumps() {
    submitted();
    Claim claim = store.claim(RUNNER, Duration.ofMinutes(1), Builds.NOON).orElseThrow();

    for (Duration jump : new Duration[] {Duration.ofHours(1), Duration.ofHours(-1)}) {
      // The server's clock cannot be set; but what the store remembers of it can.
      String before = String.valueOf(Instant.now().minus(jump).toEpochMilli());
      server.run("HSET", keys.builds() + ":clock", "server", before);

      assertThat(store.claim(OTHER, LEASE, Builds.NOON)).isEmpty();
      assertThat(store.renew(claim.job().id(), claim.token(), Duration.ofMinutes(1)))
          .isEqualTo(Renewal.HELD);
    }
  }

  @Test
  @DisplayName("and has forgotten a claim, the token of that claim is worth nothing")
  void tokensAreNeverGivenTwice() {
    submitted();
    Claim forgotten = store.claim(RUNNER, LEASE, Builds.NOON).orElseThrow();
    server.run("FLUSHALL");
    store.submit(new BuildJob.Pending(forgotten.job().order()), null);
    Claim again = store.claim(OTHER, LEASE, Builds.NOON).orElseThrow();

    assertThat(again.token()).isGreaterThan(forgotten.token());
    assertThat(
            store.record(forgotten.job().finish(Builds.failed(), Builds.NOON), forgotten.token()))
        .isFalse();
  }

  private BuildJob.Pending submitted() {
    BuildJob.Pending build = Builds.pending("hello:1");
    store.submit(build, null);
    return build;
  }

  /** What a caller gets who asks again until the server is back. */
  private static <T> T afterwards(Supplier<T> call) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<T> answer = attempt(call, giveUp);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
  }

  private static <T> Optional<T> attempt(Supplier<T> call, long giveUp) {
    try {
      return Optional.of(call.get());
    } catch (StoreUnavailableException e) {
      if (System.nanoTime() > giveUp) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
