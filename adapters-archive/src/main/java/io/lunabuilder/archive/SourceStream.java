package io.lunabuilder.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an archive as they arrive, counted. It remembers whether the transfer itself broke,
 * so that this is not taken for a fault of the archive.
 */
final class SourceStream extends InputStream {
  private final InputStream body;
  private final AtomicLong count = new AtomicLong();
  private volatile @Nullable IOException failure;

  SourceStream(InputStream body) {
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = body.read(buffer, offset, length);
      count.addAndGet(Math.max(read, 0));
      return read;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Bytes so far. */
  long count() {
    return count.get();
  }

  /** What broke the transfer; null when nothing did. */
  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
