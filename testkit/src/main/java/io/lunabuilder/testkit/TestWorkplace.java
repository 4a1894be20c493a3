package io.lunabuilder.testkit;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.StageContext;
import io.lunabuilder.application.plugin.ImageDestination;
import io.lunabuilder.application.plugin.Workplace;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.ContextStaging;
import io.lunabuilder.domain.BuildId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a builder of a plug-in gets from a service, for its tests.
 *
 * @param root gets a folder for the builder and one for images
 * @param archives where archives come from
 * @param destination where images go
 */
public record TestWorkplace(Path root, ArchiveSource archives, ImageDestination destination)
    implements Workplace {

  @Override
  public Path folder() {
    return made(root.resolve("builder"));
  }

  @Override
  public ContextStaging staging() {
    return new StageContext(new ArchiveSources(List.of(archives)), new Tarballs());
  }

  @Override
  public Path imageFile(BuildId build) {
    return made(root.resolve("images")).resolve(build + ".tar");
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
