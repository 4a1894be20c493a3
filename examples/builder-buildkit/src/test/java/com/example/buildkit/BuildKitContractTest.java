package com.example.buildkit;

import io.lunabuilder.application.plugin.ImageDestination;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.testkit.InMemoryArchives;
import io.lunabuilder.testkit.builder.BuilderRig;
import io.lunabuilder.testkit.builder.ImageBuilderContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;

/** All that a builder promises is tested by its contract; this brings a daemon. */
@DisplayName("BuildKit as an image builder")
class BuildKitContractTest extends ImageBuilderContract {

  @Override
  protected BuilderRig start(Path folder) throws Exception {
    return new Rig(
        BuildKitDaemon.startOrSkip(folder.resolve("daemon")),
        TestWorkplace.in(folder, new InMemoryArchives(), null));
  }

  private record Rig(BuildKitDaemon daemon, TestWorkplace workplace) implements BuilderRig {
    @Override
    public ImageBuilder builder(Registry registry, Set<String> insecureRegistries)
        throws IOException {
      ImageDestination destination = new ImageDestination(registry, insecureRegistries, null);
      return new TestWorkplace(workplace.home(), workplace.archives(), destination)
          .open(daemon.buildctl());
    }

    @Override
    public ArchiveLink keep(byte[] archive) {
      return workplace
          .archives()
          .put(UUID.randomUUID() + "?signature=" + UUID.randomUUID(), archive);
    }

    @Override
    public List<String> leftovers() throws IOException {
      return workplace.leftovers();
    }

    @Override
    public void stop() {
      daemon.close();
    }
  }
}
