package io.lunabuilder.cli;

import java.time.Duration;
import java.util.Locale;

/** Quantities as people read them. */
final class Words {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private Words() {}

  /** For example {@code 512 B} or {@code 1.5 MB}, in powers of 1000 as docker has them. */
  static String bytes(long count) {
    if (count < 1000) {
      return count + " B";
    }
    double value = count;
    int unit = -1;
    while (value >= 999.95 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /** For example {@code 0.4s}, {@code 12s} or {@code 3m05s}. */
  static String duration(Duration time) {
    if (time.toSeconds() < 10) {
      return String.format(Locale.ROOT, "%.1fs", time.toMillis() / 1000.0);
    }
    return time.toMinutes() == 0
        ? time.toSeconds() + "s"
        : String.format(Locale.ROOT, "%dm%02ds", time.toMinutes(), time.toSecondsPart());
  }
}
