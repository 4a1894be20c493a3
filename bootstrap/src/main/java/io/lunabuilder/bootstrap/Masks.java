package io.lunabuilder.bootstrap;

import java.util.regex.Pattern;

/** How values are shown that hold, or may hold, secrets. */
final class Masks {
  /** Stands where a secret is. */
  static final String HIDDEN = "***";

  /** Up to the last @ of a word: a password may hold one. */
  private static final Pattern LOGIN = Pattern.compile("//[^\\s,]*@");

  private Masks() {}

  /** The text without the logins that links in it may have. */
  static String passwordsOfLinks(String text) {
    return LOGIN.matcher(text).replaceAll("//" + HIDDEN + "@");
  }
}
