package io.lunabuilder.cli.context;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One line of a {@code .dockerignore} file.
 *
 * @param path what it matches, relative to the context's root
 * @param keeps does it take back what earlier lines left out ({@code !})?
 */
record IgnorePattern(Pattern path, boolean keeps) {

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
      return new IgnorePattern(Pattern.compile(expression(glob), Pattern.DOTALL), keeps);
    } catch (PatternSyntaxException | StringIndexOutOfBoundsException malformed) {
      throw new IllegalArgumentException("\"" + line + "\" is no pattern", malformed);
    }
  }

  /** Takes back exactly {@code file}. */
  static IgnorePattern keeping(String file) {
    return new IgnorePattern(Pattern.compile(Pattern.quote(file)), true);
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

  private static String expression(String glob) {
    StringBuilder expression = new StringBuilder();
    int at = 0;
    while (at < glob.length()) {
      char c = glob.charAt(at);
      if (glob.startsWith("**", at)) {
        at += glob.startsWith("/", at + 2) ? 3 : 2;
        expression.append(at >= glob.length() ? ".*" : "(.*/)?");
      } else if (c == '[') {
        int end = classEnd(glob, at);
        expression.append(characterClass(glob.substring(at + 1, end)));
        at = end + 1;
      } else {
        if (c == '\\') {
          at++;
          c = glob.charAt(at);
          expression.append(Pattern.quote(String.valueOf(c)));
        } else {
          expression.append(
              switch (c) {
                case '*' -> "[^/]*";
                case '?' -> "[^/]";
                default -> Pattern.quote(String.valueOf(c));
              });
        }
        at++;
      }
    }
    return expression.toString();
  }

  /** The {@code ]} of a class; one right after the beginning belongs to it only when escaped. */
  private static int classEnd(String glob, int start) {
    int at = start + 1;
    while (glob.charAt(at) != ']') {
      at += glob.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  /**
   * Go's classes have {@code ^}, ranges and escapes like Java's, but none of Java's set operations.
   */
  private static String characterClass(String inside) {
    String safe = inside.replace("[", "\\[").replace("&&", "&\\&");
    return "[" + safe + "&&[^/]]";
  }
}
