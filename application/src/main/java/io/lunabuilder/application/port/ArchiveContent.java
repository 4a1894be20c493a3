package io.lunabuilder.application.port;

import java.io.Closeable;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The bytes of one archive. */
public interface ArchiveContent extends Closeable {

  /**
   * The bytes from the beginning, once. Reading fails with an IOException when the transfer breaks.
   */
  InputStream stream();

  /** The archive as a file of this machine, where it is one: zip is then read without a copy. */
  Optional<Path> file();

  /** Bytes in all, where that is known. */
  OptionalLong size();
}
