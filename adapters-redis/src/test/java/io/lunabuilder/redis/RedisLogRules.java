package io.lunabuilder.redis;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.testkit.BuildLogContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of build logs, for each way in which Redis can be set up. */
abstract class RedisLogRules extends BuildLogContract {
  RedisStore store;

  /** Opens a store that is empty. */
  abstract RedisStore fresh();

  @BeforeEach
  void open() {
    store = fresh();
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
