package io.lunabuilder.http.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the file of tokens: {@code NAME ROLE sha256:DIGEST}.
 *
 * @param name who has the token, for people: 1 to 63 letters, digits, dots, dashes and underscores
 * @param role what it allows
 * @param digest SHA-256 of the token, in hexadecimal digits
 */
public record TokenLine(String name, Role role, String digest) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\S+)\\s+sha256:([0-9a-f]{64})");

  /**
   * @throws IllegalArgumentException when the name is none; the message says so
   */
  public TokenLine {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name has 1 to 63 letters, digits, dots, dashes and underscores");
    }
  }

  /** The line for a token. */
  static TokenLine of(String name, Role role, String token) {
    return new TokenLine(name, role, HexFormat.of().formatHex(digestOf(token)));
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it is none; the message does not repeat it, since it may
   *     be a token
   */
  static TokenLine parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("is not NAME ROLE sha256:DIGEST");
    }
    Role role =
        Role.labelled(parts.group(2))
            .orElseThrow(
                () -> new IllegalArgumentException("has no role of reader, builder, admin"));
    return new TokenLine(parts.group(1), role, parts.group(3));
  }

  /** As it stands in the file. */
  public String text() {
    return name + " " + role.label() + " sha256:" + digest;
  }

  /** Takes the same time wherever the digests differ. */
  boolean isOf(byte[] tokenDigest) {
    return MessageDigest.isEqual(HexFormat.of().parseHex(digest), tokenDigest);
  }

  static byte[] digestOf(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
