package io.lunabuilder.http;

import io.lunabuilder.application.port.SavedImages;
import io.lunabuilder.domain.BuildId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Images as files of one folder. */
record ImageFiles(Path folder) implements SavedImages {
  @Override
  public Optional<Path> find(BuildId id) {
    return Optional.of(folder.resolve(id + ".tar")).filter(Files::exists);
  }

  @Override
  public void delete(BuildId id) {
    try {
      Files.deleteIfExists(folder.resolve(id + ".tar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
