package io.lunabuilder.domain;

import java.util.regex.Pattern;

/**
 * A human's name for one version of an image.
 *
 * @param name up to 128 letters, digits, {@code _}, {@code .} and {@code -}, not beginning with
 *     {@code .} or {@code -}. Source: the reference grammar of the distribution project
 */
public record Tag(String name) {
  private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

  /** What a reference without a tag means. */
  public static final Tag LATEST = new Tag("latest");

  /**
   * @throws IllegalArgumentException when {@code name} is outside the grammar
   */
  public Tag {
    if (!isTag(name)) {
      throw new IllegalArgumentException("\"" + name + "\" is not a tag");
    }
  }

  /** Checks a caller's text. */
  public static Checked<Tag> parse(String field, String text) {
    return isTag(text)
        ? Checked.valid(new Tag(text))
        : Checked.invalid(
            new Violation(
                field,
                text,
                "is not a tag: 1 to 128 letters, digits, '_', '.' or '-', not beginning with '.' or '-'",
                "use for example \"1.0\""));
  }

  private static boolean isTag(String text) {
    return GRAMMAR.matcher(text).matches();
  }

  @Override
  public String toString() {
    return name;
  }
}
