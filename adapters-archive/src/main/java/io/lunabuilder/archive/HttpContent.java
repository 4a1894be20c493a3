package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.domain.ArchiveVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An archive that comes over the network.
 *
 * @param stream its bytes
 * @param size bytes in all, where the server says
 * @param version its entity tag, where the server can go on in the middle of it
 */
record HttpContent(InputStream stream, OptionalLong size, Optional<ArchiveVersion> version)
    implements ArchiveContent {
  @Override
  public Optional<Path> file() {
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
