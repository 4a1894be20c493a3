package io.lunabuilder.redis;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.testkit.BuildStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("R2: the build store in a cluster")
@Tag("R2")
class ClusterBuildStoreTest extends BuildStoreContract {
  private RedisStore store;

  @BeforeEach
  void open() {
    store = FreshStore.inCluster();
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
