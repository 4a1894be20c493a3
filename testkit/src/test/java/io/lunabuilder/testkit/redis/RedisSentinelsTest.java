package io.lunabuilder.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.testkit.TestAuthority;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R2")
@DisplayName("A Redis master with replicas and sentinels for tests")
class RedisSentinelsTest {

  @Test
  @DisplayName("tell at their addresses where the master is")
  void address() throws IOException {
    RedisSentinels sentinels = RedisSentinels.shared();
    int sentinel = InlineClient.portOf(sentinels.sentinels().getFirst());

    assertThat(RedisSentinels.shared()).isSameAs(sentinels);
    assertThat(sentinels.sentinels()).hasSize(3).doesNotHaveDuplicates();
    assertThat(InlineClient.ask(sentinel, "SENTINEL CKQUORUM " + sentinels.masterName()))
        .startsWith("+OK 3 usable Sentinels");
    assertThat(InlineClient.ask(sentinels.master().port(), "WAIT 2 1000")).isEqualTo(":2");
  }

  @Test
  @DisplayName(
      "make a replica the master when that is killed, with what it had; it comes back as a replica")
  void failover() {
    try (RedisSentinels sentinels = RedisSentinels.startOrSkip(RedisOptions.plain().durable())) {
      RedisServer old = sentinels.master();
      old.run("SET", "a", "1");
      old.run("WAIT", "2", "5000");
      old.kill();
      RedisServer master = sentinels.awaitMasterOtherThan(old);

      assertThat(master.port()).isNotEqualTo(old.port());
      assertThat(master.run("GET", "a")).isEqualTo("1");
      assertThat(master.run("SET", "b", "1")).isEqualTo("OK");
      old.start();
      sentinels.awaitReplicas();
      assertThat(old.run("ROLE")).startsWith("slave");
      assertThat(old.run("GET", "b")).isEqualTo("1");
    }
  }

  @Test
  @DisplayName("work with login and TLS too")
  void loginAndTls() throws Exception {
    TestAuthority authority = TestAuthority.make();
    RedisOptions options = RedisOptions.plain().withUser("luna", "secret").withTls(authority);
    try (RedisSentinels sentinels = RedisSentinels.startOrSkip(options)) {
      RedisServer old = sentinels.master();
      old.stop();
      RedisServer master = sentinels.awaitMasterOtherThan(old);

      assertThat(master.url()).isEqualTo("rediss://luna:secret@127.0.0.1:" + master.port());
      for (String sentinel : sentinels.sentinels()) {
        int port = InlineClient.portOf(sentinel);
        assertThat(InlineClient.ask(InlineClient.trusting(authority.certificate()), port, "PING"))
            .isEqualTo("+PONG");
      }
    }
  }
}
