package io.lunabuilder.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.testkit.TestAuthority;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R2")
@DisplayName("A Redis server for tests")
class RedisServerTest {

  @Test
  @DisplayName("is one for all tests, at an address that this machine reaches")
  void shared() throws IOException {
    RedisServer server = RedisServer.shared();

    assertThat(RedisServer.shared()).isSameAs(server);
    assertThat(server.url()).isEqualTo("redis://127.0.0.1:" + server.port());
    assertThat(server.run("SET", "RedisServerTest:a", "1")).isEqualTo("OK");
    assertThat(InlineClient.ask(server.port(), "EXISTS RedisServerTest:a")).isEqualTo(":1");
  }

  @Test
  @DisplayName("keeps, when durable, what was written before a stop and before a power cut")
  void durable() throws IOException {
    try (RedisServer server = RedisServer.startOrSkip(RedisOptions.plain().durable())) {
      server.run("SET", "before-stop", "1");
      server.stop();
      assertThatThrownBy(() -> InlineClient.ask(server.port(), "PING"))
          .isInstanceOf(IOException.class);
      server.start();
      server.run("SET", "before-kill", "1");
      server.kill();
      server.start();

      assertThat(InlineClient.ask(server.port(), "EXISTS before-stop before-kill")).isEqualTo(":2");
    }
  }

  @Test
  @DisplayName("keeps, when not durable, nothing")
  void forgets() {
    try (RedisServer server = RedisServer.startOrSkip(RedisOptions.plain())) {
      server.run("SET", "a", "1");
      server.stop();
      server.start();

      assertThat(server.run("DBSIZE")).isEqualTo("0");
    }
  }

  @Test
  @DisplayName("takes nobody without the password")
  void password() throws IOException {
    try (RedisServer server =
        RedisServer.startOrSkip(RedisOptions.plain().withPassword("secret"))) {
      assertThat(server.url()).isEqualTo("redis://:secret@127.0.0.1:" + server.port());
      assertThat(InlineClient.ask(server.port(), "PING")).startsWith("-NOAUTH");
      assertThat(InlineClient.ask(server.port(), "AUTH secret")).isEqualTo("+OK");
    }
  }

  @Test
  @DisplayName("knows no user but the one of its options")
  void user() throws IOException {
    RedisOptions options = RedisOptions.plain().withUser("luna", "secret");
    try (RedisServer server = RedisServer.startOrSkip(options)) {
      assertThat(server.url()).isEqualTo("redis://luna:secret@127.0.0.1:" + server.port());
      assertThat(InlineClient.ask(server.port(), "AUTH default secret")).startsWith("-WRONGPASS");
      assertThat(InlineClient.ask(server.port(), "AUTH luna secret")).isEqualTo("+OK");
      assertThat(server.run("ACL", "WHOAMI")).isEqualTo("luna");
    }
  }

  @Test
  @DisplayName("speaks TLS with a certificate of the test's own authority, and nothing else")
  void tls() throws IOException, GeneralSecurityException {
    TestAuthority authority = TestAuthority.make();
    RedisOptions options = RedisOptions.plain().withTls(authority);
    try (RedisServer server = RedisServer.startOrSkip(options)) {
      SocketFactory ours = InlineClient.trusting(authority.certificate());
      SocketFactory others = InlineClient.trusting(TestAuthority.make().certificate());

      assertThat(server.url()).isEqualTo("rediss://127.0.0.1:" + server.port());
      assertThat(InlineClient.ask(ours, server.port(), "PING")).isEqualTo("+PONG");
      assertThatThrownBy(() -> InlineClient.ask(others, server.port(), "PING"))
          .isInstanceOf(SSLException.class);
      assertThatThrownBy(() -> InlineClient.ask(server.port(), "PING"))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  @DisplayName("says nothing while it is paused, and goes on then")
  void pause() throws IOException {
    try (RedisServer server = RedisServer.startOrSkip(RedisOptions.plain())) {
      server.pause();
      assertThatThrownBy(() -> InlineClient.ask(server.port(), "PING"))
          .isInstanceOf(SocketTimeoutException.class);
      server.unpause();

      assertThat(InlineClient.ask(server.port(), "PING")).isEqualTo("+PONG");
    }
  }

  @Test
  @DisplayName("takes further settings")
  void settings() {
    try (RedisServer server = RedisServer.startOrSkip(RedisOptions.plain().with("maxmemory 8mb"))) {
      assertThat(server.run("CONFIG", "GET", "maxmemory")).endsWith("8388608");
    }
  }
}
