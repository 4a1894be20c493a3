package io.lunabuilder.archive;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The body of an answer, cut off when it is over its limit and when nothing of it comes for too
 * long.
 */
final class HttpBody extends InputStream {
  private static final long NOT_READING = 0;

  private final InputStream body;
  private final HttpLimits limits;
  private final Thread watch;
  private volatile long readingSince = NOT_READING;
  private volatile boolean stalled;
  private volatile boolean closed;
  private long left;

  HttpBody(InputStream body, HttpLimits limits) {
    this.body = body;
    this.limits = limits;
    this.left = limits.archiveBytes();
    this.watch = Thread.ofVirtual().name("archive-stall-watch").start(this::watch);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = watched(buffer, offset, length);
    left -= Math.max(read, 0);
    if (left < 0) {
      throw UnusableArchiveException.tooLarge(
          "the archive has more than the " + limits.archiveBytes() + " bytes that are fetched");
    }
    return read;
  }

  private int watched(byte[] buffer, int offset, int length) throws IOException {
    readingSince = System.nanoTime() | 1; // never NOT_READING
    try {
      int read = body.read(buffer, offset, length);
      if (stalled) {
        throw stall(null);
      }
      return read;
    } catch (IOException e) {
      throw stalled ? stall(e) : e;
    } finally {
      readingSince = NOT_READING;
    }
  }

  private IOException stall(@org.jspecify.annotations.Nullable IOException cause) {
    return new IOException("nothing came for " + seconds(limits.stall()) + " seconds", cause);
  }

  private static String seconds(Duration duration) {
    return String.valueOf(duration.toMillis() / 1000.0).replaceFirst("\\.0$", "");
  }

  /** Closing is the one way to wake a thread that waits for bytes of the platform's HTTP client. */
  private void watch() {
    while (!closed) {
      long since = readingSince;
      long waited = since == NOT_READING ? 0 : System.nanoTime() - since;
      if (waited >= limits.stall().toNanos()) {
        stalled = true;
        closeQuietly();
        return;
      }
      LockSupport.parkNanos(limits.stall().toNanos() - waited);
    }
  }

  private void closeQuietly() {
    try {
      body.close();
    } catch (IOException e) {
      // the reader is woken either way
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    LockSupport.unpark(watch);
    body.close();
  }
}
