package io.lunabuilder.testkit;

import io.lunabuilder.application.port.SavedImages;
import io.lunabuilder.domain.BuildId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Images that a test puts into a folder.
 *
 * @param folder may not exist yet
 */
public record ImageFolder(Path folder) implements SavedImages {

  /** Has these bytes as the image of {@code build} from now on. */
  public void put(BuildId build, byte[] image) throws IOException {
    Files.createDirectories(folder);
    Files.write(file(build), image);
  }

  @Override
  public Optional<Path> find(BuildId id) {
    return Optional.of(file(id)).filter(Files::exists);
  }

  @Override
  public void delete(BuildId id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(BuildId id) {
    return folder.resolve(id + ".tar");
  }
}
