package io.lunabuilder.cli.context;

import java.util.regex.Pattern;

/**
 * Reads a class like {@code [a-z]} or {@code [^ab]} out of a pattern. Source of its form: Go's
 * {@code filepath.Match}; unlike in Java's, {@code -} and <code>]</code> stand for themselves only
 * after a backslash, and there are no classes in classes.
 */
final class CharacterClass {
  private final String glob;
  private int at;

  private CharacterClass(String glob, int start) {
    this.glob = glob;
    this.at = start;
  }

  /**
   * Appends what the class matches to {@code expression}. A negated one matches {@code /} too:
   * Docker has it so, other than {@code filepath.Match}.
   *
   * @param start where its bracket is
   * @return the place after its end
   * @throws IllegalArgumentException when it is malformed
   */
  static int read(String glob, int start, StringBuilder expression) {
    return new CharacterClass(glob, start + 1).read(expression);
  }

  private int read(StringBuilder expression) {
    expression.append('[');
    if (take('^')) {
      expression.append('^');
    }
    do {
      expression.append(Pattern.quote(character()));
      if (take('-')) {
        expression.append('-').append(Pattern.quote(character()));
      }
    } while (!take(']'));
    expression.append(']');
    return at;
  }

  private boolean take(char wanted) {
    boolean there = at < glob.length() && glob.charAt(at) == wanted;
    if (there) {
      at++;
    }
    return there;
  }

  private String character() {
    boolean escaped = take('\\');
    if (at >= glob.length() || (!escaped && "-]".indexOf(glob.charAt(at)) >= 0)) {
      throw new IllegalArgumentException("a class is not complete");
    }
    int character = glob.codePointAt(at);
    at += Character.charCount(character);
    return Character.toString(character);
  }
}
