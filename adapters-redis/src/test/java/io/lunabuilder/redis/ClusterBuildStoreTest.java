package io.lunabuilder.redis;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("R2: the build store in a cluster")
@Tag("R2")
class ClusterBuildStoreTest extends RedisStoreRules {
  @Override
  RedisStore fresh() {
    return FreshStore.inCluster();
  }
}
