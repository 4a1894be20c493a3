package io.lunabuilder.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * What the end of a zip says of its table of contents.
 *
 * @param directory where the table begins, in bytes from the beginning of the file
 * @param entries how many the table is said to have
 * @param is64 are these numbers of 64 bits?
 * @param hasVolumes is there more than this one file?
 */
record ZipEnd(long directory, long entries, boolean is64, boolean hasVolumes) {
  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_LENGTH = 20;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_LENGTH = 56;

  /** Is {@code count} what the end says? Without 64 bits, it is said without its higher bits. */
  boolean says(long count) {
    return is64 ? count == entries : (count & 0xffff) == entries;
  }

  /**
   * Finds the end, which a comment can follow.
   *
   * @throws UnusableArchiveException when there is none
   */
  static ZipEnd find(SeekableByteChannel zip) throws IOException {
    long from = Math.max(0, zip.size() - END_LENGTH - LONGEST_COMMENT);
    ByteBuffer tail = read(zip, from, (int) (zip.size() - from));
    for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        return read(zip, from + at, tail.slice(at, END_LENGTH).order(ByteOrder.LITTLE_ENDIAN));
      }
    }
    throw UnusableArchiveException.corrupt(
        "the archive is damaged or cut short: the table of contents at its end is missing;"
            + " make it again");
  }

  private static ZipEnd read(SeekableByteChannel zip, long position, ByteBuffer end)
      throws IOException {
    if (position > LOCATOR_LENGTH) {
      ByteBuffer locator = read(zip, position - LOCATOR_LENGTH, LOCATOR_LENGTH);
      if (locator.getInt(0) == LOCATOR) {
        return read64(zip, locator);
      }
    }
    long size = Integer.toUnsignedLong(end.getInt(12));
    long offset = Integer.toUnsignedLong(end.getInt(16));
    // What stands before the zip, such as a program that unpacks it, shifts all of it.
    long shift = Math.max(0, position - size - offset);
    int entries = Short.toUnsignedInt(end.getShort(10));
    boolean volumes =
        end.getShort(4) != 0 || end.getShort(6) != 0 || end.getShort(8) != end.getShort(10);
    return new ZipEnd(offset + shift, entries, false, volumes);
  }

  private static ZipEnd read64(SeekableByteChannel zip, ByteBuffer locator) throws IOException {
    ByteBuffer end = read(zip, locator.getLong(8), END_64_LENGTH);
    if (end.getInt(0) != END_64 || end.getLong(48) < 0) {
      throw UnusableArchiveException.corrupt(
          "the archive's end leads to no table of contents; make it again");
    }
    boolean volumes =
        locator.getInt(4) != 0
            || Integer.toUnsignedLong(locator.getInt(16)) > 1
            || end.getInt(16) != 0
            || end.getInt(20) != 0
            || end.getLong(24) != end.getLong(32);
    return new ZipEnd(end.getLong(48), end.getLong(32), true, volumes);
  }

  private static ByteBuffer read(SeekableByteChannel zip, long position, int length)
      throws IOException {
    if (position < 0 || position > zip.size() - length) {
      throw new EOFException("outside of the archive");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    zip.position(position);
    while (bytes.hasRemaining()) {
      if (zip.read(bytes) < 0) {
        throw new EOFException("outside of the archive");
      }
    }
    return bytes.flip();
  }
}
