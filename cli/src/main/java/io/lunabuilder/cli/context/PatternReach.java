package io.lunabuilder.cli.context;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which folders can hold what a pattern matches, so that the others need not be looked through.
 *
 * @param folders what the folders on the way to a match are called, from the root on
 * @param everywhereBelow can a match be anywhere below these folders, and not just in the last?
 */
record PatternReach(List<Pattern> folders, boolean everywhereBelow) {
  private static final PatternReach EVERYWHERE = new PatternReach(List.of(), true);

  PatternReach {
    folders = List.copyOf(folders);
  }

  /**
   * @param glob well formed
   */
  static PatternReach of(String glob) {
    List<Pattern> folders = new ArrayList<>();
    String[] elements = glob.split("/", -1);
    for (int at = 0; at < elements.length; at++) {
      if (elements[at].contains("**")) {
        return new PatternReach(folders, true);
      }
      if (at < elements.length - 1) {
        try {
          folders.add(IgnorePattern.compile(elements[at]));
        } catch (IllegalArgumentException slashInBrackets) {
          return EVERYWHERE;
        }
      }
    }
    return new PatternReach(folders, false);
  }

  /** Of exactly this file. */
  static PatternReach ofFile(String file) {
    String[] elements = file.split("/", -1);
    List<Pattern> folders = new ArrayList<>();
    for (int at = 0; at < elements.length - 1; at++) {
      folders.add(Pattern.compile(Pattern.quote(elements[at])));
    }
    return new PatternReach(folders, false);
  }

  /** Can something below {@code folder} match, though the folder itself does not? */
  boolean includes(String folder) {
    String[] elements = folder.split("/", -1);
    for (int at = 0; at < elements.length; at++) {
      if (at == folders.size()) {
        return everywhereBelow;
      }
      if (!folders.get(at).matcher(elements[at]).matches()) {
        return false;
      }
    }
    return true;
  }
}
