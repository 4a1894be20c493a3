package io.lunabuilder.kaniko;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A source whose archives have no bytes: what is unpacked is decided by {@link WritesDockerfile}.
 */
final class SingleDockerfile implements ArchiveSource {

  @Override
  public boolean recognises(ArchiveLink link) {
    return link.scheme().filter("test"::equals).isPresent();
  }

  @Override
  public String example() {
    return "test:dockerfile";
  }

  @Override
  public Probe probe(ArchiveLink link) {
    return new Probe.Fine(null);
  }

  @Override
  public Opening open(Archive archive, long offset) {
    return new Opening.Opened(new Nothing());
  }

  private record Nothing() implements ArchiveContent {
    @Override
    public InputStream stream() {
      return InputStream.nullInputStream();
    }

    @Override
    public Optional<Path> file() {
      return Optional.empty();
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.empty();
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }
}
