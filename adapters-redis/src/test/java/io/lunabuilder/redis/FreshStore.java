package io.lunabuilder.redis;

import io.lunabuilder.testkit.redis.RedisCluster;
import io.lunabuilder.testkit.redis.RedisSentinels;
import io.lunabuilder.testkit.redis.RedisServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Opens stores for tests, each under a prefix of its own: nothing of other tests is in it. */
final class FreshStore {
  /** Logs so small that a test can fill them. */
  static final LogLimits SMALL_LOGS = limits(() -> Duration.ofHours(1));

  static final int LOG_BYTES = 16 * 4096;
  static final int LOG_HEAD_BYTES = 2 * 4096;

  private FreshStore() {}

  static LogLimits limits(Supplier<Duration> lifetime) {
    return new LogLimits(4096, 2, 14, lifetime);
  }

  /** On the server that all tests share; skips the test where there is none. */
  static RedisStore onSharedServer() {
    return at(RedisServer.shared().url());
  }

  /** Behind the sentinels that all tests share. */
  static RedisStore behindSentinels() {
    return at(url(RedisSentinels.shared()));
  }

  static String url(RedisSentinels sentinels) {
    return "redis+sentinel://"
        + String.join(",", sentinels.sentinels())
        + "/"
        + sentinels.masterName();
  }

  /** In the cluster that all tests share. */
  static RedisStore inCluster() {
    return at(
        RedisCluster.shared().nodes().stream()
            .map(node -> "127.0.0.1:" + node.port())
            .collect(Collectors.joining(",", "redis+cluster://", "")));
  }

  static RedisStore at(String url) {
    return at(RedisAddress.parse(url));
  }

  static RedisStore at(RedisAddress address) {
    return at(address, new Keyspace("test-" + UUID.randomUUID()));
  }

  static RedisStore at(RedisAddress address, Keyspace keys) {
    return RedisStore.open(address, keys, SMALL_LOGS, InstantSource.system());
  }
}
