package io.lunabuilder.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.redis.RedisAddress.Credentials;
import io.lunabuilder.redis.RedisAddress.Node;
import io.lunabuilder.redis.RedisAddress.Tls;
import io.lunabuilder.redis.RedisAddress.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R2: the address of Redis")
@Tag("R2")
class RedisAddressTest {
  private static final Node LOCAL = new Node("redis.example", 6379);

  @Test
  @DisplayName("may be a URL with nothing but a host")
  void plainUrl() {
    assertThat(RedisAddress.parse("redis://redis.example"))
        .isEqualTo(new RedisAddress(new Topology.Single(LOCAL), 0, null, null));
  }

  @Test
  @DisplayName("may be a URL with user, password and database, over TLS")
  void fullUrl() {
    assertThat(RedisAddress.parse("rediss://luna:p%40ss+w%2Frd@redis.example:7000/3"))
        .isEqualTo(
            new RedisAddress(
                new Topology.Single(new Node("redis.example", 7000)),
                3,
                new Credentials("luna", "p@ss+w/rd"),
                new Tls(true, null)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"redis://:secret@h", "redis://secret@h"})
  @DisplayName("may have a password without a user")
  void passwordOnly(String url) {
    assertThat(RedisAddress.parse(url).credentials()).isEqualTo(new Credentials(null, "secret"));
  }

  @Test
  @DisplayName("may name an IPv6 address")
  void ipv6() {
    assertThat(RedisAddress.parse("redis://[::1]:7000").topology())
        .isEqualTo(new Topology.Single(new Node("[::1]", 7000)));
  }

  @Test
  @DisplayName("may name sentinels and their master")
  void sentinels() {
    assertThat(RedisAddress.parse("redis+sentinel://:pw@one,two:26380/luna/2"))
        .isEqualTo(
            new RedisAddress(
                new Topology.Sentinel(
                    "luna", List.of(new Node("one", 26379), new Node("two", 26380)), null),
                2,
                new Credentials(null, "pw"),
                null));
  }

  @Test
  @DisplayName("may name nodes of a cluster")
  void cluster() {
    assertThat(RedisAddress.parse("redis+cluster://one:7001,two:7002").topology())
        .isEqualTo(new Topology.Cluster(List.of(new Node("one", 7001), new Node("two", 7002))));
  }

  @Test
  @DisplayName("may be given key by key")
  void keys() {
    assertThat(
            RedisAddress.of(
                Map.of(
                    "HOST", "redis.example",
                    "PORT", "7000",
                    "NUMBER", "3",
                    "USER", "luna",
                    "PASSWORD", "p@ss",
                    "SSL", "1",
                    "VERIFY_SSL", "0",
                    "CA_FILE", "/etc/ca.pem")))
        .isEqualTo(
            new RedisAddress(
                new Topology.Single(new Node("redis.example", 7000)),
                3,
                new Credentials("luna", "p@ss"),
                new Tls(false, Path.of("/etc/ca.pem"))));
  }

  @Test
  @DisplayName("may be given key by key for sentinels with a login of their own")
  void sentinelKeys() {
    assertThat(
            RedisAddress.of(
                    Map.of(
                        "SENTINEL__MASTER_NAME", "luna",
                        "SENTINEL__SENTINELS", "one, two:26380",
                        "SENTINEL__USER", "watch",
                        "SENTINEL__PASSWORD", "dog"))
                .topology())
        .isEqualTo(
            new Topology.Sentinel(
                "luna",
                List.of(new Node("one", 26379), new Node("two", 26380)),
                new Credentials("watch", "dog")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "localhost:6379, must begin with redis://",
    "http://h, must begin with redis://",
    "redis://, is no URL",
    "redis:///1, names no host",
    "'redis://h1,h2', names several servers",
    "redis://h/one, is no number of a database",
    "redis://h:99999, no host and port",
    "redis+sentinel://h, need the master's name",
    "redis+cluster://h/2, a cluster has only the database 0",
    "redis://user:pa#ss@h, ''"
  })
  @DisplayName("that makes no sense is refused in words, and without the password")
  void refusesUrl(String url, String problem) {
    assertThatThrownBy(() -> RedisAddress.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("pa#ss");
  }

  @ParameterizedTest(name = "{0}={1}: {2}")
  @CsvSource({
    "PORT, 7000, needs HOST",
    "HOSTNAME, h, HOSTNAME is no key of it",
    "SENTINEL__SENTINELS, h, need the master's name"
  })
  @DisplayName("as keys that make no sense is refused in words")
  void refusesKeys(String key, String value, String problem) {
    assertThatThrownBy(() -> RedisAddress.of(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Test
  @DisplayName("does not show the password")
  void hidesThePassword() {
    assertThat(RedisAddress.parse("redis://luna:hush@h").toString())
        .contains("luna")
        .doesNotContain("hush");
  }
}
