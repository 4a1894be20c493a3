package io.lunabuilder.telemetry;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.testkit.BuildStoreContract;
import io.lunabuilder.testkit.InMemoryBuildStore;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A store whose builds are observed")
class ObservedStoreTest extends BuildStoreContract {
  private final BuildStore store =
      Telemetry.start(Map.of()).over(new InMemoryBuildStore(InstantSource.system()));

  @Override
  protected BuildStore store() {
    return store;
  }

  @AfterEach
  void close() {
    store.close();
  }
}
