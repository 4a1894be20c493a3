package io.lunabuilder.redis;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.testkit.BuildLogContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("R2: the build log behind sentinels")
@Tag("R2")
class SentinelBuildLogTest extends BuildLogContract {
  private RedisStore store;

  @BeforeEach
  void open() {
    store = FreshStore.behindSentinels();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected BuildLog log() {
    return store.log();
  }

  @Override
  protected int mostKept() {
    return FreshStore.LOG_BYTES;
  }

  @Override
  protected int headKept() {
    return FreshStore.LOG_HEAD_BYTES;
  }
}
