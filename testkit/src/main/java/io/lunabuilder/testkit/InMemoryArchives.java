package io.lunabuilder.testkit;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
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
  public Optional<ArchiveProblem> probe(ArchiveLink link) {
    return archives.containsKey(link)
        ? Optional.empty()
        : Optional.of(
            new ArchiveProblem(FailureCode.ARCHIVE_NOT_FOUND, "there is no archive " + link));
  }

  @Override
  public Opening open(ArchiveLink link) {
    return probe(link)
        .<Opening>map(Opening.Refused::new)
        .orElseGet(() -> new Opening.Opened(new Content(archives.getOrDefault(link, NOTHING))));
  }

  private static final byte[] NOTHING = {};

  private static final class Content implements ArchiveContent {
    private final int size;
    private final InputStream stream;

    Content(byte[] bytes) {
      this.size = bytes.length;
      this.stream = new ByteArrayInputStream(bytes);
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
      return OptionalLong.of(size);
    }

    @Override
    public void close() {}
  }
}
