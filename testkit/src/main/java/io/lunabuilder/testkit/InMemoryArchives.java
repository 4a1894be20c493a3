package io.lunabuilder.testkit;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.ArchiveVersion;
import io.lunabuilder.domain.FailureCode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Archives in memory, with links that begin with {@code memory:}. */
public final class InMemoryArchives implements ArchiveSource {
  private final Map<ArchiveLink, byte[]> archives = new ConcurrentHashMap<>();

  /** Keeps {@code bytes} under the link {@code memory:NAME}. */
  public ArchiveLink put(String name, byte[] bytes) {
    ArchiveLink link = new ArchiveLink("memory:" + name);
    archives.put(link, bytes.clone());
    return link;
  }

  /** Has the archive no more. */
  public void remove(ArchiveLink link) {
    archives.remove(link);
  }

  @Override
  public boolean recognises(ArchiveLink link) {
    return link.value().startsWith("memory:");
  }

  @Override
  public String example() {
    return "memory:context";
  }

  @Override
  public Probe probe(ArchiveLink link) {
    byte[] there = archives.get(link);
    return there == null ? new Probe.Wrong(absent(link)) : new Probe.Fine(version(there));
  }

  @Override
  public Opening open(Archive archive, long offset) {
    byte[] there = archives.get(archive.link());
    if (there == null) {
      return new Opening.Refused(absent(archive.link()));
    }
    ArchiveVersion wanted = archive.version();
    return wanted == null || wanted.equals(version(there))
        ? new Opening.Opened(new Content(there, (int) offset))
        : new Opening.Refused(
            new ArchiveProblem(FailureCode.ARCHIVE_CHANGED, archive.link() + " was changed"));
  }

  private static ArchiveProblem absent(ArchiveLink link) {
    return new ArchiveProblem(FailureCode.ARCHIVE_NOT_FOUND, "there is no archive " + link);
  }

  private static ArchiveVersion version(byte[] archive) {
    return new ArchiveVersion(Integer.toHexString(Arrays.hashCode(archive)));
  }

  private static final class Content implements ArchiveContent {
    private final byte[] bytes;
    private final InputStream stream;

    Content(byte[] bytes, int offset) {
      this.bytes = bytes;
      this.stream = new ByteArrayInputStream(bytes, offset, bytes.length - offset);
    }

    @Override
    public InputStream stream() {
      return stream;
    }

    @Override
    public Optional<Path> file() {
      return Optional.empty();
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(bytes.length);
    }

    @Override
    public Optional<ArchiveVersion> version() {
      return Optional.of(InMemoryArchives.version(bytes));
    }

    @Override
    public void close() {}
  }
}
