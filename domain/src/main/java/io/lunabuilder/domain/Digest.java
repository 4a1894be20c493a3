package io.lunabuilder.domain;

import java.util.regex.Pattern;

/**
 * The content address of an image manifest or of an archive.
 *
 * @param value {@code sha256:} and 64 lowercase hexadecimal digits
 */
public record Digest(String value) {
  private static final Pattern SHA256 = Pattern.compile("sha256:[0-9a-f]{64}");

  /**
   * @throws IllegalArgumentException when {@code value} is no sha256 digest
   */
  public Digest {
    if (!SHA256.matcher(value).matches()) {
      throw new IllegalArgumentException("\"" + value + "\" is not a sha256 digest");
    }
  }

  /**
   * The digest with these digits.
   *
   * @param hex 64 lowercase hexadecimal digits
   */
  public static Digest ofSha256(String hex) {
    return new Digest("sha256:" + hex);
  }

  /** The hexadecimal digits. */
  public String hex() {
    return value.substring(value.indexOf(':') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
