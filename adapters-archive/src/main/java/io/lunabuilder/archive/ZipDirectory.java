package io.lunabuilder.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;

/**
 * Looks a zip's table of contents over before commons-compress takes all of it into memory: counts
 * its entries, and compares with what the end of the zip says. Where it finds the table is where
 * the library does. Source of the format: PKWARE's APPNOTE.TXT 6.3.10, 4.3.12 to 4.3.16.
 */
final class ZipDirectory {
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_LENGTH = 46;
  private static final int ENTRY_VARIABLE_LENGTHS = 28;

  /** Names, extra fields and comments of ordinary entries take less. */
  private static final long BYTES_OF_AN_ENTRY = 192;

  private static final long BYTES_OF_ANY = 1 << 20;

  private final SeekableByteChannel zip;
  private final UnpackLimits limits;

  ZipDirectory(SeekableByteChannel zip, UnpackLimits limits) {
    this.zip = zip;
    this.limits = limits;
  }

  /**
   * @throws UnusableArchiveException when there are too many entries, or others than the end says
   */
  void check() throws IOException {
    ZipEnd end = ZipEnd.find(zip);
    if (end.hasVolumes()) {
      throw UnusableArchiveException.corrupt(
          "the archive is one of several volumes; make it as one file");
    }
    zip.position(end.directory());
    long entries = count(new BufferedInputStream(Channels.newInputStream(zip), Copying.BUFFER));
    if (!end.says(entries)) {
      throw UnusableArchiveException.corrupt(
          "the archive's table of contents has "
              + entries
              + " entries, and its end says "
              + end.entries()
              + "; make it again");
    }
  }

  private long count(InputStream table) throws IOException {
    long entries = 0;
    long bytes = 0;
    byte[] fixed = table.readNBytes(ENTRY_LENGTH);
    while (isEntry(fixed)) {
      if (++entries > limits.entries()) {
        throw UnusableArchiveException.tooLarge(
            "the archive has more than " + limits.entries() + " entries");
      }
      int more = variableLength(fixed);
      bytes += ENTRY_LENGTH + more;
      if (bytes > BYTES_OF_ANY + limits.entries() * BYTES_OF_AN_ENTRY) {
        throw UnusableArchiveException.tooLarge(
            "the archive's table of contents has more than " + bytes + " bytes");
      }
      table.skipNBytes(more);
      fixed = table.readNBytes(ENTRY_LENGTH);
    }
    return entries;
  }

  private static boolean isEntry(byte[] fixed) {
    return fixed.length == ENTRY_LENGTH && littleEndian(fixed).getInt(0) == ENTRY;
  }

  /** Of name, extra fields and comment. */
  private static int variableLength(byte[] fixed) {
    ByteBuffer buffer = littleEndian(fixed);
    int length = 0;
    for (int field = 0; field < 3; field++) {
      length += Short.toUnsignedInt(buffer.getShort(ENTRY_VARIABLE_LENGTHS + 2 * field));
    }
    return length;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
