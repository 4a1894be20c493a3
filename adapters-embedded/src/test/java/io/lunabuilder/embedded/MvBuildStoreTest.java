package io.lunabuilder.embedded;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.testkit.BuildStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The embedded build store")
class MvBuildStoreTest extends BuildStoreContract {
  private BuildStore store;

  @BeforeEach
  void open(@TempDir Path folder) {
    store = MvBuildStore.open(folder, InstantSource.system());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected BuildStore store() {
    return store;
  }
}
