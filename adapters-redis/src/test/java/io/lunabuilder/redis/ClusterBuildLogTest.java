package io.lunabuilder.redis;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("R2: the build log in a cluster")
@Tag("R2")
class ClusterBuildLogTest extends RedisLogRules {
  @Override
  RedisStore fresh() {
    return FreshStore.inCluster();
  }
}
