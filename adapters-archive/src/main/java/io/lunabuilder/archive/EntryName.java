package io.lunabuilder.archive;

/** A name from an archive as it may be shown: control characters made visible, and cut. */
final class EntryName {
  private static final int LONGEST_SHOWN = 120;

  private EntryName() {}

  /**
   * No name may have a control character, half of a character, or U+FFFD, which a decoder puts
   * where bytes are no text: two such names could become one.
   */
  static boolean isUnwritable(int codePoint) {
    return Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE
        || codePoint == 0xfffd;
  }

  static String shown(String name) {
    StringBuilder shown = new StringBuilder("\"");
    name.codePoints().limit(LONGEST_SHOWN).forEach(c -> append(shown, c));
    return shown.append(name.length() > LONGEST_SHOWN ? "…\"" : "\"").toString();
  }

  private static void append(StringBuilder shown, int c) {
    if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == '"') {
      shown.append(String.format("\\u%04x", c));
    } else {
      shown.appendCodePoint(c);
    }
  }
}
