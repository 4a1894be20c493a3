package io.lunabuilder.bootstrap;

import java.nio.file.Path;

/**
 * Where a value of a setting comes from.
 *
 * @param words for people
 */
record Origin(String words) {
  static final Origin DEFAULT = new Origin("default");
  static final Origin ENVIRONMENT = new Origin("environment");

  static Origin option(String name) {
    return new Origin("option " + name);
  }

  static Origin line(Path file, int line) {
    return new Origin(file + ", line " + line);
  }

  /** The value is what a file holds that a setting of this origin names. */
  Origin through(Path file) {
    return new Origin("file " + file + ", named by the " + words);
  }

  /** In an environment the name of a setting says all. */
  boolean isTold() {
    return !equals(ENVIRONMENT);
  }

  @Override
  public String toString() {
    return words;
  }
}
