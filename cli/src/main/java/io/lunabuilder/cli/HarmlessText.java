package io.lunabuilder.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that others wrote, such as a build's log, made fit to be printed: in a terminal it shows,
 * and does nothing else. It could change the title, clear the screen, write the clipboard or hide
 * what follows. Source of the forms: ECMA-48, and "XTerm Control Sequences" (invisible-island.net).
 */
final class HarmlessText {
  private static final String COLOUR = "\u001B\\[[0-9;:]*m";
  private static final String COMMAND = "(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]?";
  private static final String STRING =
      "(?:\u001B[\\]PX^_]|[\u0090\u0098\u009D-\u009F])[^\u0007\u001B\u009C]*"
          + "(?:\u0007|\u001B\\\\|\u009C)?";
  private static final String OTHER_ESCAPE = "\u001B[ -/]*[0-~]?";
  private static final String CONTROL = "[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F]";
  private static final Pattern UNWANTED =
      Pattern.compile(
          "(?<colour>%s)|%s|%s|%s|%s".formatted(COLOUR, COMMAND, STRING, OTHER_ESCAPE, CONTROL));
  private static final String END_OF_COLOURS = "\u001B[0m";

  private HarmlessText() {}

  /** The text with its lines and tabs, without anything else that a terminal would act on. */
  static String plain(String text) {
    return UNWANTED.matcher(text).replaceAll("");
  }

  /** Like {@link #plain}, with its colours, which end with it. */
  static String coloured(String text) {
    Matcher unwanted = UNWANTED.matcher(text);
    String kept = unwanted.replaceAll("${colour}");
    return kept.indexOf('\u001B') < 0 ? kept : kept + END_OF_COLOURS;
  }
}
