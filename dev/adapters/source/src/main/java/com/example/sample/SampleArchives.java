package com.example.sample;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Archives with links like {@code sample:context.tar.gz}; they are files of a folder so far. */
final class SampleArchives implements ArchiveSource {
  private static final String SCHEME = "sample:";
  private static final Pattern LINK = Pattern.compile(SCHEME + "\\w[\\w.-]*");

  private final Path folder;

  SampleArchives(Path folder) {
    this.folder = folder;
  }

  @Override
  public boolean recognises(ArchiveLink link) {
    return LINK.matcher(link.value()).matches();
  }

  @Override
  public String example() {
    return "sample:context.tar.gz";
  }

  @Override
  public Probe probe(ArchiveLink link) {
    return Files.isReadable(file(link))
        ? new Probe.Fine(null)
        : new Probe.Wrong(problem(link, FailureCode.ARCHIVE_NOT_FOUND));
  }

  @Override
  public Opening open(Archive archive, long offset) {
    Path file = file(archive.link());
    try {
      OptionalLong size = OptionalLong.of(Files.size(file));
      return new Opening.Opened(new ArchiveContent.Streamed(Files.newInputStream(file), size));
    } catch (NoSuchFileException e) {
      return new Opening.Refused(problem(archive.link(), FailureCode.ARCHIVE_NOT_FOUND));
    } catch (IOException e) {
      return new Opening.Refused(problem(archive.link(), FailureCode.ARCHIVE_UNREACHABLE));
    }
  }

  private Path file(ArchiveLink link) {
    return folder.resolve(link.value().substring(SCHEME.length()));
  }

  private static ArchiveProblem problem(ArchiveLink link, FailureCode code) {
    return new ArchiveProblem(code, link + ": " + code.meaning());
  }
}
