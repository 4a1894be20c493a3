package io.lunabuilder.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Says which form of a document an answer has, in the weak way: the same document may be sent
 * packed. Source: RFC 9110, 8.8.3 and 13.1.2.
 *
 * @param value with its quotes
 */
record EntityTag(String value) {
  private static final int BYTES = 16;
  private static final Pattern COMMA = Pattern.compile(",");

  static EntityTag of(byte[] document) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(document);
      return new EntityTag("W/\"" + HexFormat.of().formatHex(digest, 0, BYTES) + "\"");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Is it one of the tags in {@code header}, the text of an {@code If-None-Match}? */
  boolean isIn(String header) {
    return header.strip().equals("*")
        || COMMA
            .splitAsStream(header)
            .map(String::strip)
            .anyMatch(tag -> opaque(tag).equals(opaque(value)));
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
