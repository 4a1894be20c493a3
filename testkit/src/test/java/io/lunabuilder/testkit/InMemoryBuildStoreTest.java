package io.lunabuilder.testkit;

import io.lunabuilder.application.port.BuildStore;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The build store in memory")
class InMemoryBuildStoreTest extends BuildStoreContract {
  private final InMemoryBuildStore store = new InMemoryBuildStore(InstantSource.system());

  @Override
  protected BuildStore store() {
    return store;
  }

  @AfterEach
  void close() {
    store.close();
  }
}
