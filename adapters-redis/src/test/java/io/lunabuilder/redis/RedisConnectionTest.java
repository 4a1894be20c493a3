package io.lunabuilder.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.redis.RedisAddress.Tls;
import io.lunabuilder.storekit.NewerSchemaException;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.TestAuthority;
import io.lunabuilder.testkit.redis.RedisOptions;
import io.lunabuilder.testkit.redis.RedisServer;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R2: a connection to Redis")
@Tag("R2")
class RedisConnectionTest {
  @TempDir Path folder;

  @Test
  @DisplayName("uses user, password and database of the URL")
  void logsIn() {
    try (RedisServer server =
        RedisServer.startOrSkip(RedisOptions.plain().withUser("luna", "hush"))) {
      try (RedisStore store = FreshStore.at(server.url() + "/3")) {
        assertWorks(store);
      }
      assertThat(server.run("-n", "3", "DBSIZE")).isNotEqualTo("0");

      assertThatThrownBy(() -> FreshStore.at(server.url().replace("hush", "wrong")))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("WRONGPASS")
          .hasMessageNotContaining("hush");
    }
  }

  @Test
  @DisplayName("over TLS trusts the given authority, or nobody in particular when told so")
  void speaksTls() {
    TestAuthority authority = TestAuthority.make();
    Path certificate = authority.writeCertificate(folder.resolve("ca.pem"));
    try (RedisServer server = RedisServer.startOrSkip(RedisOptions.plain().withTls(authority))) {
      RedisAddress address = RedisAddress.parse(server.url());
      for (Tls tls : new Tls[] {new Tls(true, certificate), new Tls(false, null)}) {
        try (RedisStore store = FreshStore.at(address.with(tls))) {
          assertWorks(store);
        }
      }
      assertThatThrownBy(() -> FreshStore.at(address))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("certi");
    }
  }

  private static void assertWorks(RedisStore store) {
    BuildJob.Pending build = Builds.pending("hello:1");
    store.builds().submit(build, null);
    assertThat(store.builds().find(build.id())).contains(build);
  }

  @Test
  @DisplayName("to nobody fails, and says to whom")
  void refused() {
    assertThatThrownBy(() -> FreshStore.at("redis://127.0.0.1:1"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  @Test
  @DisplayName("is refused to data of a newer version")
  void refusesANewerSchema() {
    RedisServer server = RedisServer.shared();
    Keyspace keys = new Keyspace("test-" + UUID.randomUUID());
    server.run("SET", keys.builds() + ":schema", "2");

    assertThatThrownBy(() -> FreshStore.at(RedisAddress.parse(server.url()), keys))
        .isInstanceOf(NewerSchemaException.class)
        .hasMessageContaining("schema 2");
    assertThat(server.run("GET", keys.builds() + ":schema")).isEqualTo("2");
  }
}
