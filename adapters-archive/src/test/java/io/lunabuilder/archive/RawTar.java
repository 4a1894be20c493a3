package io.lunabuilder.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * Writes a tar block by block, so that a header can say what no honest program would write. Places
 * of fields: POSIX.1-2024, pax, "ustar Interchange Format", and {@code tar.h} of GNU tar.
 */
final class RawTar {
  static final int BLOCK = 512;
  static final int SIZE = 124;
  static final int CHECKSUM = 148;
  static final int TYPE = 156;
  static final int LINK = 157;
  static final int MAGIC = 257;
  static final int PREFIX = 345;

  private static final int MODE = 100;
  private static final int LONGEST_NAME = 100;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Changes a header before its checksum is made. */
  interface Change {
    void apply(byte[] header);
  }

  static Change put(int offset, String text) {
    return put(offset, text.getBytes(UTF_8));
  }

  static Change put(int offset, byte[] bytes) {
    return header -> System.arraycopy(bytes, 0, header, offset, bytes.length);
  }

  /** The magic of GNU tar, which has no prefix of names. */
  static Change gnu() {
    return put(MAGIC, "ustar  \0");
  }

  RawTar file(String name, String content) {
    return header(name, '0', content.getBytes(UTF_8).length).content(content);
  }

  /** A header, with its own checksum. */
  RawTar header(String name, char type, long size, Change... changes) {
    byte[] header = new byte[BLOCK];
    byte[] bytes = name.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, 0, Math.min(bytes.length, LONGEST_NAME));
    put(MODE, "0000644\0").apply(header);
    put(SIZE, String.format("%011o\0", size)).apply(header);
    header[TYPE] = (byte) type;
    put(MAGIC, "ustar\00000").apply(header);
    for (Change change : changes) {
      change.apply(header);
    }
    seal(header);
    out.writeBytes(header);
    return this;
  }

  /** Writes the right checksum into a header. */
  static void seal(byte[] header) {
    Arrays.fill(header, CHECKSUM, CHECKSUM + 8, (byte) ' ');
    put(CHECKSUM, String.format("%06o\0 ", TarUtils.computeCheckSum(header))).apply(header);
  }

  /** What follows a header, filled up to whole blocks. */
  RawTar content(String content) {
    return block(content.getBytes(UTF_8));
  }

  RawTar block(byte[] bytes) {
    out.writeBytes(bytes);
    out.writeBytes(new byte[(BLOCK - bytes.length % BLOCK) % BLOCK]);
    return this;
  }

  /** An extended header for the entry behind it ({@code x}) or for all of them ({@code g}). */
  RawTar extended(char type, String body) {
    return header("extended", type, body.getBytes(UTF_8).length).content(body);
  }

  /** Extended headers with lengths that are right. */
  RawTar pax(String... keysAndValues) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      body.append(record(keysAndValues[i], keysAndValues[i + 1]));
    }
    return extended('x', body.toString());
  }

  /** {@code LENGTH KEY=VALUE}, where the length counts itself. */
  static String record(String key, String value) {
    int rest = (" " + key + "=" + value + "\n").getBytes(UTF_8).length;
    int length = rest + 1;
    while (String.valueOf(length).length() + rest != length) {
      length++;
    }
    return length + " " + key + "=" + value + "\n";
  }

  /** A long name ({@code L}) or target ({@code K}) as GNU tar writes it. */
  RawTar gnuLong(char type, String name) {
    return header("././@LongLink", type, name.getBytes(UTF_8).length + 1L, gnu())
        .content(name + "\0");
  }

  /** With its end. */
  byte[] bytes() {
    out.writeBytes(new byte[2 * BLOCK]);
    return unended();
  }

  byte[] unended() {
    return out.toByteArray();
  }
}
