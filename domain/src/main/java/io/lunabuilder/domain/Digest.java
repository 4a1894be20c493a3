package io.lunabuilder.domain;

import java.util.regex.Pattern;

/**
 * The content address of an image manifest.
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

  @Override
  public String toString() {
    return value;
  }
}
