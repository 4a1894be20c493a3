package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** An archive that is a file of this machine. */
final class FileContent implements ArchiveContent {
  private final Path path;
  private final InputStream stream;
  private final long size;

  private FileContent(Path path, InputStream stream, long size) {
    this.path = path;
    this.stream = stream;
    this.size = size;
  }

  static FileContent open(Path path) throws IOException {
    long size = Files.size(path);
    return new FileContent(path, Files.newInputStream(path), size);
  }

  @Override
  public InputStream stream() {
    return stream;
  }

  @Override
  public Optional<Path> file() {
    return Optional.of(path);
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(size);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
