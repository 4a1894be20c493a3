package io.lunabuilder.domain;

import java.util.Objects;

/**
 * One thing that is wrong with what a caller sent, in words that a person can act on.
 *
 * @param field path of the field in the request, for example {@code parameters.image_name};
 *     shortened to {@value #LONGEST_FIELD} characters
 * @param value what was sent, shortened to {@value #LONGEST_VALUE} characters; empty when nothing
 *     was sent or when it may be a secret
 * @param problem the rule that was broken
 * @param remedy what to send instead
 */
public record Violation(String field, String value, String problem, String remedy) {

  /** Characters of a caller's value that are repeated back. */
  public static final int LONGEST_VALUE = 120;

  /** Characters of a field's path, which can hold a name that a caller chose. */
  public static final int LONGEST_FIELD = 400;

  public Violation {
    Objects.requireNonNull(problem);
    Objects.requireNonNull(remedy);
    field = printable(field, LONGEST_FIELD);
    value = printable(value, LONGEST_VALUE);
  }

  /** The same violation at {@code parent.field}. */
  public Violation under(String parent) {
    return new Violation(parent + "." + field, value, problem, remedy);
  }

  /** One sentence for a log or a terminal. */
  public String sentence() {
    String subject = value.isEmpty() ? field : field + " \"" + value + "\"";
    return subject + ": " + problem + "; " + remedy;
  }

  /** Cuts at a code point and replaces what could forge a line of a log or confuse a terminal. */
  private static String printable(String value, int longest) {
    StringBuilder kept = new StringBuilder();
    value.codePoints().limit(longest).forEach(c -> kept.appendCodePoint(isPlain(c) ? c : 0xFFFD));
    boolean cut = value.codePointCount(0, value.length()) > longest;
    return cut ? kept + "…" : kept.toString();
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
