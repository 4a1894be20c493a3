package io.lunabuilder.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a tar for commons-compress. Each read gives all that was asked for, since the
 * library takes less for the end of a piece of a sparse file; and what it keeps in memory, an
 * entry's headers, is limited.
 */
final class TarInput extends InputStream {
  private static final int LARGEST_HEADER = 1 << 20;

  private enum Expected {
    HEADER,
    CONTENT,
    REST
  }

  private final InputStream in;
  private Expected expected = Expected.REST;
  private long left;

  TarInput(InputStream in) {
    this.in = in;
  }

  /** The headers of an entry follow. */
  void expectHeader() {
    expected = Expected.HEADER;
    left = LARGEST_HEADER;
  }

  /** A file's bytes follow. */
  void expectContent() {
    expected = Expected.CONTENT;
  }

  /** Something or nothing follows. */
  void expectRest() {
    expected = Expected.REST;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.readNBytes(buffer, offset, length);
    if (read == 0 && length > 0) {
      return end();
    }
    left -= read;
    if (expected == Expected.HEADER && left < 0) {
      throw UnusableArchiveException.unsafe(
          "the archive has an entry whose header is over " + LARGEST_HEADER + " bytes");
    }
    return read;
  }

  private int end() throws EOFException {
    if (expected == Expected.CONTENT) {
      throw new EOFException("the archive ends within a file");
    }
    return -1;
  }
}
