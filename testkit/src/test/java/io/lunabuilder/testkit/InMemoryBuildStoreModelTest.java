package io.lunabuilder.testkit;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.testkit.model.BuildStoreModelContract;
import java.time.InstantSource;
import java.util.function.Consumer;
import net.jqwik.api.Label;

@Label("The build store in memory, called at random")
class InMemoryBuildStoreModelTest extends BuildStoreModelContract {

  @Override
  protected void withStore(Consumer<BuildStore> test) {
    try (BuildStore store = new InMemoryBuildStore(InstantSource.system())) {
      test.accept(store);
    }
  }
}
