package io.lunabuilder.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads image names that {@code ./dev/fuzz} thinks of. */
public final class ImageNameFuzz {
  private ImageNameFuzz() {}

  /** Tries one; the tool that calls this by its name watches which code it reaches. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    check(new String(bytes, UTF_8));
  }

  /**
   * Checks what holds for every text.
   *
   * @throws IllegalStateException which says what does not
   */
  static void check(String text) {
    switch (ImageReference.parse("image_name", text)) {
      case Checked.Valid<ImageReference>(ImageReference image) -> {
        String printed = image.toString();
        require(printed.matches("[\\[a-zA-Z0-9][a-zA-Z0-9._:/\\[\\]-]*"), "not plain: " + printed);
        Checked<ImageReference> again = ImageReference.parse("image_name", printed);
        require(again.equals(Checked.valid(image)), "read again it is another: " + printed);
      }
      case Checked.Invalid<ImageReference>(var violations) ->
          require(
              violations.toString().codePoints().noneMatch(Character::isISOControl),
              "told with control characters");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
