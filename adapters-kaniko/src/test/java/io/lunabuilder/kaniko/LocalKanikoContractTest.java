package io.lunabuilder.kaniko;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.StageContext;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.testkit.InMemoryArchives;
import io.lunabuilder.testkit.RealParts;
import io.lunabuilder.testkit.Tarballs;
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
import org.junit.jupiter.api.Tag;

@DisplayName("Local kaniko as an image builder")
@Tag("R12")
@Tag("R20")
class LocalKanikoContractTest extends ImageBuilderContract {

  @Override
  protected BuilderRig start(Path folder) {
    return new Rig(folder, RealParts.kaniko());
  }

  private record Rig(Path folder, Path executor, InMemoryArchives archives) implements BuilderRig {
    Rig(Path folder, Path executor) {
      this(folder, executor, new InMemoryArchives());
    }

    @Override
    public ImageBuilder builder(Registry registry, Set<String> insecureRegistries)
        throws InterruptedException {
      KanikoSettings settings =
          new KanikoSettings(
              executor, builds(), folder.resolve("images"), registry, insecureRegistries, null);
      return LocalBuilds.on(settings)
          .builder(new StageContext(new ArchiveSources(List.of(archives)), new Tarballs()));
    }

    private Path builds() {
      return folder.resolve("builds");
    }

    @Override
    public ArchiveLink keep(byte[] archive) {
      return archives.put(UUID.randomUUID() + "?signature=" + UUID.randomUUID(), archive);
    }

    /** Folders of attempts, and what is mounted there. */
    @Override
    public List<String> leftovers() throws IOException {
      try (Stream<Path> entries = Files.list(builds())) {
        List<String> mounts = Files.readAllLines(Path.of("/proc/self/mountinfo"));
        return Stream.concat(
                entries.map(Path::toString).filter(path -> !path.endsWith(".sh")),
                mounts.stream().filter(mount -> mount.contains(builds().toString())))
            .toList();
      }
    }
  }
}
