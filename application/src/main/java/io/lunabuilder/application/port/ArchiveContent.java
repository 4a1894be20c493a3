package io.lunabuilder.application.port;

import io.lunabuilder.domain.ArchiveVersion;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The bytes of one archive. */
public interface ArchiveContent extends Closeable {

  /**
   * The bytes from where it was opened on, once. Reading fails with an {@link
   * ArchiveRefusedException} when no further try can help, with another IOException when the
   * transfer breaks.
   */
  InputStream stream();

  /** The archive as a file of this machine, where it is one: zip is then read without a copy. */
  Optional<Path> file();

  /** Bytes of the whole archive, where that is known. */
  OptionalLong size();

  /** What was opened, where its source can go on in the middle of it after a broken transfer. */
  default Optional<ArchiveVersion> version() {
    return Optional.empty();
  }

  /**
   * Bytes that come as a stream alone, and cannot go on in the middle.
   *
   * @param stream closed with the content
   * @param size bytes of the whole archive, where that is known
   */
  record Streamed(InputStream stream, OptionalLong size) implements ArchiveContent {
    @Override
    public Optional<Path> file() {
      return Optional.empty();
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
