package io.lunabuilder.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a gzip for commons-compress, which keeps the name and the comment of each member in
 * memory, whatever their length. It reads them byte by byte, and all that is compressed by the
 * buffer.
 */
final class GzipInput extends FilterInputStream {
  private static final int LONGEST_HEADER = 128 << 10;

  private int bytesOfHeader;

  GzipInput(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    if (++bytesOfHeader > LONGEST_HEADER) {
      throw UnusableArchiveException.corrupt(
          "the archive has a gzip header over " + LONGEST_HEADER + " bytes; make it again");
    }
    return super.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    bytesOfHeader = 0;
    return super.read(buffer, offset, length);
  }
}
