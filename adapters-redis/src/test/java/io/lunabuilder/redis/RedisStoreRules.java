package io.lunabuilder.redis;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.testkit.BuildStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of build stores, for each way in which Redis can be set up. */
abstract class RedisStoreRules extends BuildStoreContract {
  private RedisStore store;

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
  protected BuildStore store() {
    return store.builds();
  }
}
