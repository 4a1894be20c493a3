package io.lunabuilder.embedded;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.testkit.model.BuildStoreModelContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.Label;

@Label("The embedded build store, called at random")
class MvBuildStoreModelTest extends BuildStoreModelContract {

  @Override
  protected void withStore(Consumer<BuildStore> test) throws IOException {
    Path folder = Files.createTempDirectory("luna-builder-model");
    try (BuildStore store = MvBuildStore.open(folder, InstantSource.system())) {
      test.accept(store);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }
}
