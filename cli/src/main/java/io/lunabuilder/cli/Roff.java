package io.lunabuilder.cli;

/** Text in the language of manual pages. */
final class Roff {
  private final StringBuilder text = new StringBuilder();

  /** A request, for example {@code SH}, with its arguments as they are. */
  Roff request(String name, String... arguments) {
    text.append('.').append(name);
    for (String argument : arguments) {
      text.append(" \"").append(plain(argument).replace("\"", "\\(dq")).append('"');
    }
    text.append('\n');
    return this;
  }

  /** A line of text. */
  Roff line(String words) {
    return raw(plain(words));
  }

  /** A line that has fonts in it. */
  Roff raw(String words) {
    boolean looksLikeARequest = words.startsWith(".") || words.startsWith("'");
    text.append(looksLikeARequest ? "\\&" : "").append(words).append('\n');
    return this;
  }

  static String bold(String words) {
    return "\\fB" + plain(words) + "\\fR";
  }

  static String italic(String words) {
    return "\\fI" + plain(words) + "\\fR";
  }

  static String plain(String words) {
    return words.replace("\\", "\\e").replace("-", "\\-");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
