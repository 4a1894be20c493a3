package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Archives that are files of this machine. A service must not have this source: its callers could
 * read any file of the machine.
 */
final class LocalFiles implements ArchiveSource {

  @Override
  public boolean recognises(ArchiveLink link) {
    return link.scheme().filter("file"::equals).isPresent();
  }

  @Override
  public String example() {
    return "file:///home/me/context.tar.gz";
  }

  @Override
  public Probe probe(ArchiveLink link) {
    return file(link).filter(Files::isReadable).isPresent()
        ? new Probe.Fine(null)
        : new Probe.Wrong(unreadable(link));
  }

  @Override
  public Opening open(Archive archive, long offset) {
    ArchiveLink link = archive.link();
    Optional<Path> file = file(link);
    if (file.isEmpty()) {
      return new Opening.Refused(unreadable(link));
    }
    try {
      return new Opening.Opened(FileContent.open(file.get()));
    } catch (IOException e) {
      return new Opening.Refused(unreadable(link));
    }
  }

  private static Optional<Path> file(ArchiveLink link) {
    try {
      return Optional.of(Path.of(URI.create(link.value())));
    } catch (IllegalArgumentException notAFile) {
      return Optional.empty();
    }
  }

  private static ArchiveProblem unreadable(ArchiveLink link) {
    return new ArchiveProblem(
        FailureCode.ARCHIVE_NOT_FOUND, "there is no file " + link + " that can be read");
  }
}
