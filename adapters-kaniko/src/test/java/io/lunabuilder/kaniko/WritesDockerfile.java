package io.lunabuilder.kaniko;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveUnpacker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Unpacks every archive to one Dockerfile. */
record WritesDockerfile(String text) implements ArchiveUnpacker {
  @Override
  public Optional<ArchiveProblem> unpack(ArchiveContent archive, Path folder) {
    try {
      Files.writeString(folder.resolve("Dockerfile"), text);
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
