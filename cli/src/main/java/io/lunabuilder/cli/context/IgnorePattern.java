package io.lunabuilder.cli.context;

import java.util.regex.Pattern;

/**
 * One line of a {@code .dockerignore} file.
 *
 * @param path what it matches, relative to the context's root
 * @param reach which folders can hold what it matches
 * @param keeps does it take back what earlier lines left out ({@code !})?
 */
record IgnorePattern(Pattern path, PatternReach reach, boolean keeps) {
  /** To Docker {@code **.log} is any path with this end, though {@code **} else means folders. */
  private static final Pattern LITERAL_END =
      Pattern.compile("\\*\\*[^/*?\\[\\]\\\\][^*?\\[\\]\\\\]*");

  /**
   * Reads a cleaned line. Source: github.com/moby/patternmatcher, whose rules are Go's
   * filepath.Match and {@code **} for any number of folders.
   *
   * @throws IllegalArgumentException when the line is malformed
   */
  static IgnorePattern parse(String line) {
    boolean keeps = line.startsWith("!");
    String glob = keeps ? line.substring(1) : line;
    if (glob.isEmpty()) {
      throw new IllegalArgumentException("\"" + line + "\" has nothing after '!'");
    }
    try {
      return new IgnorePattern(compile(glob), PatternReach.of(glob), keeps);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("\"" + line + "\" is no pattern", malformed);
    }
  }

  /** Takes back exactly {@code file}. */
  static IgnorePattern keeping(String file) {
    return new IgnorePattern(Pattern.compile(Pattern.quote(file)), PatternReach.ofFile(file), true);
  }

  /** Does it match {@code file} itself, or a folder that {@code file} is in? */
  boolean covers(String file) {
    for (int end = file.indexOf('/'); end >= 0; end = file.indexOf('/', end + 1)) {
      if (path.matcher(file.substring(0, end)).matches()) {
        return true;
      }
    }
    return path.matcher(file).matches();
  }

  /**
   * @throws IllegalArgumentException when {@code glob} is malformed
   */
  static Pattern compile(String glob) {
    return Pattern.compile(expression(glob), Pattern.DOTALL);
  }

  private static String expression(String glob) {
    if (LITERAL_END.matcher(glob).matches()) {
      return ".*" + Pattern.quote(glob.substring(2));
    }
    StringBuilder expression = new StringBuilder();
    int at = 0;
    while (at < glob.length()) {
      at = append(glob, at, expression);
    }
    return expression.toString();
  }

  /** Appends what {@code glob} means at a place, and returns the place after it. */
  private static int append(String glob, int at, StringBuilder expression) {
    if (glob.startsWith("**", at)) {
      int after = at + (glob.startsWith("/", at + 2) ? 3 : 2);
      expression.append(after == glob.length() ? ".*" : "(.*/)?");
      return after;
    }
    int c = glob.codePointAt(at);
    switch (c) {
      case '*' -> expression.append("[^/]*");
      case '?' -> expression.append("[^/]");
      case '[' -> {
        return CharacterClass.read(glob, at, expression);
      }
      case '\\' -> {
        return appendLiteral(glob, at + 1, expression);
      }
      default -> {
        return appendLiteral(glob, at, expression);
      }
    }
    return at + 1;
  }

  private static int appendLiteral(String glob, int at, StringBuilder expression) {
    if (at == glob.length()) {
      throw new IllegalArgumentException("nothing follows the backslash");
    }
    String character = Character.toString(glob.codePointAt(at));
    expression.append(Pattern.quote(character));
    return at + character.length();
  }
}
