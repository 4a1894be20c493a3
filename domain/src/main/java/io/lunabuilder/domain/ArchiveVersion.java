package io.lunabuilder.domain;

import java.util.regex.Pattern;

/**
 * The mark by which a source of archives knows one content of a link from another, for example an
 * entity tag. Only the source that gave it can say what it means.
 *
 * @param value 1 to 1,024 visible ASCII characters
 */
public record ArchiveVersion(String value) {
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,1024}");

  /**
   * @throws IllegalArgumentException when {@code value} has another form
   */
  public ArchiveVersion {
    if (!isVersion(value)) {
      throw new IllegalArgumentException("no mark of a version: \"" + value + "\"");
    }
  }

  /** Has {@code text} the form of a mark? */
  public static boolean isVersion(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
