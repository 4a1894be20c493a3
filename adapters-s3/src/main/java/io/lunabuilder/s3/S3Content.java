package io.lunabuilder.s3;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.domain.ArchiveVersion;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** An object that is being read. */
final class S3Content implements ArchiveContent {
  private final InputStream stream;
  private final S3Answer answer;

  S3Content(InputStream body, S3Answer answer, Duration stall) {
    this.stream = new Body(body, stall);
    this.answer = answer;
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
    return OptionalLong.of(answer.size());
  }

  @Override
  public Optional<ArchiveVersion> version() {
    return answer.version();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  /** A stall is no interrupt, though its exception says so. */
  private static final class Body extends FilterInputStream {
    private final Duration stall;

    Body(InputStream in, Duration stall) {
      super(in);
      this.stall = stall;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return in.read(buffer, offset, length);
      } catch (SocketTimeoutException e) {
        throw new IOException("nothing came for " + stall.toMillis() + " ms", e);
      }
    }
  }
}
