package com.example.sample;

import io.lunabuilder.application.plugin.ImageDestination;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.testkit.InMemoryArchives;
import io.lunabuilder.testkit.TestWorkplace;
import io.lunabuilder.testkit.builder.BuilderRig;
import io.lunabuilder.testkit.builder.ImageBuilderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Images by sample")
class SampleBuilderTest extends ImageBuilderContract {

  @Override
  protected BuilderRig start(Path folder) {
    return new Rig(folder, new InMemoryArchives());
  }

  private record Rig(Path folder, InMemoryArchives archives) implements BuilderRig {

    @Override
    public ImageBuilder builder(Registry registry, Set<String> insecureRegistries) {
      return new SampleBuilder(
          "localhost:1234", workplace(new ImageDestination(registry, insecureRegistries, null)));
    }

    private TestWorkplace workplace(ImageDestination destination) {
      return new TestWorkplace(folder, archives, destination);
    }

    @Override
    public ArchiveLink keep(byte[] archive) {
      return archives.put(UUID.randomUUID() + "?signature=" + UUID.randomUUID(), archive);
    }

    @Override
    public List<String> leftovers() throws IOException {
      Path attempts = workplace(new ImageDestination(null, Set.of(), null)).folder();
      try (Stream<Path> left = Files.list(attempts)) {
        return left.map(Path::toString).toList();
      }
    }
  }
}
