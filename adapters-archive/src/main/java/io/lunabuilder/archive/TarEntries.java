package io.lunabuilder.archive;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * Reads tar as commons-compress does, but notices what that lets pass: an archive without an end,
 * or with an end in its middle, headers with a wrong checksum, and headers without number, on which
 * the library recurses.
 *
 * <p>Two blocks of zeros end an archive (POSIX.1-2024, pax, "ustar Interchange Format"). One is an
 * end too when nothing follows it, as GNU tar takes it.
 */
final class TarEntries extends TarArchiveInputStream {
  private static final int TYPE_FLAG = 156;
  private static final int LINK = 157;
  private static final int PREFIX = 345;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_PREFIX = 155;
  private static final int SPARSE_MAP_GOES_ON = 482;
  private static final int LARGER_MAP_GOES_ON = 504;
  private static final int GLOBAL_HEADERS = 16;
  private static final int HEADERS_OF_ONE_ENTRY = 16;

  /** The library recurses on each piece of a sparse file that one read covers. */
  private static final int SPARSE_READ = 512;

  private boolean cut;
  private boolean ending;
  private boolean mapGoesOn;
  private int globalHeaders;
  private int headersBefore;
  private List<String> broken = List.of();

  TarEntries(TarInput in) {
    super(in, StandardCharsets.UTF_8.name());
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    TarArchiveEntry entry = getCurrentEntry();
    boolean sparse = entry != null && entry.isSparse();
    return super.read(buffer, offset, sparse ? Math.min(length, SPARSE_READ) : length);
  }

  @Override
  protected byte[] readRecord() throws IOException {
    byte[] header = super.readRecord();
    if (header == null) {
      cut = !ending || getBytesRead() % getRecordSize() != 0;
    } else if (mapGoesOn) {
      mapGoesOn = header[LARGER_MAP_GOES_ON] != 0;
    } else if (isEOFRecord(header)) {
      end();
    } else if (ending) {
      throw endInTheMiddle();
    } else {
      check(header);
    }
    return header;
  }

  private void end() throws StreamCorruptedException {
    ending = true;
    if (headersBefore > 0) {
      throw new StreamCorruptedException("a header for the entry behind it, and there is none");
    }
  }

  private void check(byte[] header) throws IOException {
    if (!TarUtils.verifyCheckSum(header)) {
      throw new StreamCorruptedException("a header has a wrong checksum");
    }
    switch (header[TYPE_FLAG]) {
      case 'g' -> {
        if (++globalHeaders > GLOBAL_HEADERS) {
          throw UnusableArchiveException.unsafe(
              "the archive has more than " + GLOBAL_HEADERS + " global headers");
        }
      }
      case 'x', 'X', 'L', 'K' -> {
        if (++headersBefore > HEADERS_OF_ONE_ENTRY) {
          throw UnusableArchiveException.unsafe(
              "the archive has an entry with more than " + HEADERS_OF_ONE_ENTRY + " headers");
        }
      }
      default -> {
        headersBefore = 0;
        broken =
            Stream.of(
                    Utf8.broken(header, 0, LONGEST_NAME),
                    Utf8.broken(header, LINK, LONGEST_NAME),
                    Utf8.broken(header, PREFIX, LONGEST_PREFIX))
                .flatMap(Optional::stream)
                .toList();
        mapGoesOn = header[TYPE_FLAG] == 'S' && header[SPARSE_MAP_GOES_ON] != 0;
      }
    }
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

  /** The library puts question marks where a name is no UTF-8: two such names could become one. */
  boolean hasBrokenText(TarArchiveEntry entry) {
    return broken.stream()
        .anyMatch(text -> entry.getName().contains(text) || entry.getLinkName().contains(text));
  }

  @Override
  protected byte[] getLongNameData() throws IOException {
    byte[] name = super.getLongNameData();
    if (name != null && !Utf8.isText(name)) {
      throw UnusableArchiveException.unsafe("the archive has a long name that is no UTF-8 text");
    }
    return name;
  }

  /** Did the archive stop before a block of zeros that ends it? */
  boolean isCut() {
    return cut;
  }
}
