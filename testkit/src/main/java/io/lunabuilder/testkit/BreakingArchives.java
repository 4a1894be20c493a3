package io.lunabuilder.testkit;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.ArchiveVersion;
import io.lunabuilder.domain.FailureCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** Archives in memory, over a network that breaks again and again. */
public final class BreakingArchives implements ArchiveSource {
  private final InMemoryArchives archives = new InMemoryArchives();
  private final AtomicInteger openings = new AtomicInteger();
  private volatile int limit = Integer.MAX_VALUE;
  private volatile boolean away;

  /** Keeps {@code bytes} under the link {@code memory:NAME}. */
  public ArchiveLink put(String name, byte[] bytes) {
    return archives.put(name, bytes);
  }

  /** From now on each transfer breaks after so many bytes. */
  public void breakEvery(int bytes) {
    limit = bytes;
  }

  /** Transfers that run break at once, and no other is begun. */
  public void goAway() {
    away = true;
  }

  /** How often an archive was opened, or should have been. */
  public int openings() {
    return openings.get();
  }

  @Override
  public boolean recognises(ArchiveLink link) {
    return archives.recognises(link);
  }

  @Override
  public String example() {
    return archives.example();
  }

  @Override
  public Probe probe(ArchiveLink link) {
    return archives.probe(link);
  }

  @Override
  public Opening open(Archive archive, long offset) {
    openings.incrementAndGet();
    if (away) {
      return new Opening.Refused(
          new ArchiveProblem(FailureCode.ARCHIVE_UNREACHABLE, "the network is away"));
    }
    return switch (archives.open(archive, offset)) {
      case Opening.Opened(ArchiveContent content) -> new Opening.Opened(new Breaking(content));
      case Opening.Refused refused -> refused;
    };
  }

  private final class Breaking implements ArchiveContent {
    private final ArchiveContent content;
    private final InputStream stream;

    Breaking(ArchiveContent content) {
      this.content = content;
      this.stream = new BreakingStream(content.stream());
    }

    @Override
    public InputStream stream() {
      return stream;
    }

    @Override
    public Optional<Path> file() {
      return content.file();
    }

    @Override
    public OptionalLong size() {
      return content.size();
    }

    @Override
    public Optional<ArchiveVersion> version() {
      return content.version();
    }

    @Override
    public void close() throws IOException {
      content.close();
    }
  }

  private final class BreakingStream extends FilterInputStream {
    private int left = limit;

    BreakingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      if (away || (left == 0 && in.available() > 0)) {
        throw new IOException("the network broke");
      }
      int read = super.read(buffer, from, Math.min(length, Math.max(left, 1)));
      left -= Math.max(read, 0);
      return read;
    }
  }
}
