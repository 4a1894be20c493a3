package io.lunabuilder.redis;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("R2: the build log behind sentinels")
@Tag("R2")
class SentinelBuildLogTest extends RedisLogRules {
  @Override
  RedisStore fresh() {
    return FreshStore.behindSentinels();
  }
}
