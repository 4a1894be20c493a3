package io.lunabuilder.redis;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.testkit.model.BuildStoreModelContract;
import io.lunabuilder.testkit.redis.RedisServer;
import java.util.function.Consumer;
import net.jqwik.api.Label;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.BeforeProperty;

@Label("R2: the build store in Redis, called at random")
@Tag("R2")
class RedisBuildStoreModelTest extends BuildStoreModelContract {

  /** Skips a property as a whole where there is no server. */
  @BeforeProperty
  void start() {
    RedisServer.shared();
  }

  @Override
  protected void withStore(Consumer<BuildStore> test) {
    try (RedisStore store = FreshStore.onSharedServer()) {
      test.accept(store.builds());
    }
  }
}
