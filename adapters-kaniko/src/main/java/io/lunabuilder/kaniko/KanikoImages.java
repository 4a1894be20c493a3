package io.lunabuilder.kaniko;

import io.lunabuilder.application.port.SavedImages;
import io.lunabuilder.domain.BuildId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Images as files of one folder, named after their build.
 *
 * @param folder may not exist yet
 */
record KanikoImages(Path folder) implements SavedImages {

  @Override
  public Optional<Path> find(BuildId id) {
    return Optional.of(file(folder, id)).filter(Files::isRegularFile);
  }

  @Override
  public void delete(BuildId id) {
    try {
      Files.deleteIfExists(file(folder, id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path file(Path folder, BuildId id) {
    return folder.resolve(id + ".tar");
  }

  /** Moves a finished image to where it is kept: there it is whole or not at all. */
  static void keep(Path image, Path kept) throws IOException {
    Files.createDirectories(kept.getParent());
    Files.move(image, kept, StandardCopyOption.ATOMIC_MOVE);
  }
}
