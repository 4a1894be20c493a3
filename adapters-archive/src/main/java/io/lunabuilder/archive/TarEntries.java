package io.lunabuilder.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Reads tar as commons-compress does, but notices what that lets pass: an archive without an end,
 * or with an end in its middle, and headers that grow in memory (long names, extended headers, maps
 * of sparse files).
 *
 * <p>Two blocks of zeros end an archive (POSIX.1-2024, pax, "ustar Interchange Format"). One is an
 * end too when nothing follows it, as GNU tar takes it.
 */
final class TarEntries extends TarArchiveInputStream {
  private static final int TYPE_FLAG = 156;
  private static final int GLOBAL_HEADERS = 16;

  private boolean cut;
  private boolean ending;
  private int globalHeaders;

  TarEntries(HeaderLimit in) {
    super(in, StandardCharsets.UTF_8.name());
  }

  @Override
  protected byte[] readRecord() throws IOException {
    byte[] header = super.readRecord();
    if (header == null) {
      cut = !ending || getBytesRead() % getRecordSize() != 0;
    } else if (isEOFRecord(header)) {
      ending = true;
    } else if (ending) {
      throw endInTheMiddle();
    } else if (header[TYPE_FLAG] == 'g' && ++globalHeaders > GLOBAL_HEADERS) {
      throw UnusableArchiveException.unsafe(
          "the archive has more than " + GLOBAL_HEADERS + " global headers");
    }
    return header;
  }

  /** What is behind it would be lost without a word, since commons-compress stops there. */
  private UnusableArchiveException endInTheMiddle() {
    TarArchiveEntry last = getCurrentEntry();
    long offset = getBytesRead() - 2L * getRecordSize();
    return UnusableArchiveException.corrupt(
        "a lone block of zeros at byte "
            + offset
            + (last == null ? "" : ", after the entry " + EntryName.shown(last.getName()) + ",")
            + " says that the archive ends there, but more follows; make the archive again");
  }

  /** Did the archive stop before a block of zeros that ends it? */
  boolean isCut() {
    return cut;
  }

  /** Limits how much is read while an entry's header is. */
  static final class HeaderLimit extends InputStream {
    private static final int LARGEST_HEADER = 1 << 20;

    private final InputStream in;
    private boolean limited;
    private long left;

    HeaderLimit(InputStream in) {
      this.in = in;
    }

    /** A header follows. */
    void expectHeader() {
      limited = true;
      left = LARGEST_HEADER;
    }

    /** A file's bytes follow. */
    void expectContent() {
      limited = false;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      left -= Math.max(read, 0);
      if (limited && left < 0) {
        throw UnusableArchiveException.unsafe(
            "the archive has an entry whose header is over " + LARGEST_HEADER + " bytes");
      }
      return read;
    }
  }
}
