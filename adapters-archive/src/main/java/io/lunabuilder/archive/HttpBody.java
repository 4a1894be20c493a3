package io.lunabuilder.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The body of an answer, cut off when it is over its limit. It fails when nothing of it comes for
 * too long, which the client watches.
 */
final class HttpBody extends FilterInputStream {
  private final HttpLimits limits;
  private long left;

  /**
   * @param offset of the body's first byte in the archive
   */
  HttpBody(InputStream body, HttpLimits limits, long offset) {
    super(body);
    this.limits = limits;
    this.left = limits.archiveBytes() - offset;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = readInTime(buffer, offset, length);
    left -= Math.max(read, 0);
    if (left < 0) {
      throw UnusableArchiveException.tooLarge(
          "the archive has more than the " + limits.archiveBytes() + " bytes that are fetched");
    }
    return read;
  }

  private int readInTime(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (SocketTimeoutException e) {
      throw new IOException("nothing came for " + seconds(limits.stall()) + " seconds", e);
    }
  }

  private static String seconds(Duration duration) {
    return String.valueOf(duration.toMillis() / 1000.0).replaceFirst("\\.0$", "");
  }
}
