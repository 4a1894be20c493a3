package io.lunabuilder.redis;

import io.lunabuilder.testkit.redis.RedisServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** Opens stores for tests, each under a prefix of its own: nothing of other tests is in it. */
final class FreshStore {
  /** Logs so small that a test can fill them. */
  static final LogLimits SMALL_LOGS = new LogLimits(4096, 2, 14, Duration.ofHours(1));

  private FreshStore() {}

  /** On the server that all tests share; skips the test where there is none. */
  static RedisStore onSharedServer() {
    return at(RedisServer.shared().url());
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
