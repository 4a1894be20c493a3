package io.lunabuilder.redis;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("R2: the build store behind sentinels")
@Tag("R2")
class SentinelBuildStoreTest extends RedisStoreRules {
  @Override
  RedisStore fresh() {
    return FreshStore.behindSentinels();
  }
}
