package io.lunabuilder.domain;

/**
 * A caller's own name for one submission: sent again, it gives the same build.
 *
 * @param value 1 to {@value #LONGEST} visible ASCII characters
 */
public record IdempotencyKey(String value) {
  static final int LONGEST = 255;

  /**
   * @throws IllegalArgumentException when {@code value} is empty, too long or not visible ASCII
   */
  public IdempotencyKey {
    if (!isKey(value)) {
      throw new IllegalArgumentException("not an idempotency key");
    }
  }

  /** Checks a caller's text. */
  public static Checked<IdempotencyKey> parse(String field, String text) {
    return isKey(text)
        ? Checked.valid(new IdempotencyKey(text))
        : Checked.invalid(
            new Violation(
                field,
                text,
                "must be 1 to " + LONGEST + " visible ASCII characters",
                "use for example a UUID"));
  }

  private static boolean isKey(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }
}
