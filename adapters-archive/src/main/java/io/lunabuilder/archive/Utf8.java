package io.lunabuilder.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The encoding that names of an archive must have. */
final class Utf8 {
  private Utf8() {}

  /** Are all of the bytes text in UTF-8 (RFC 3629)? */
  static boolean isText(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /**
   * A field up to its first NUL, with a question mark for whatever is no text in it, as
   * commons-compress reads it; empty when all of it is text.
   */
  static Optional<String> broken(byte[] header, int offset, int length) {
    int end = offset;
    boolean ascii = true;
    while (end < offset + length && header[end] != 0) {
      ascii &= header[end] >= 0;
      end++;
    }
    byte[] field = ascii ? new byte[0] : Arrays.copyOfRange(header, offset, end);
    if (isText(field)) {
      return Optional.empty();
    }
    return Optional.of(new String(field, StandardCharsets.UTF_8).replace('\ufffd', '?'));
  }
}
