package io.lunabuilder.bootstrap;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/**
 * What values of a setting look like.
 *
 * @param words form, unit and range, for people
 * @param parser throws an IllegalArgumentException that says what is wrong
 */
record Kind<T>(String words, Function<String, T> parser) {
  static final Kind<String> TEXT = new Kind<>("text", Function.identity());
  static final Kind<Path> PATH = new Kind<>("path", Path::of);
  static final Kind<Path> FILE = new Kind<>("file that can be read", SettingForms::readable);
  static final Kind<Long> BYTES = new Kind<>("bytes", Quantities::bytes);
  static final Kind<Duration> TIME = new Kind<>("time", Quantities::duration);
  static final Kind<Duration> TIME_OR_ZERO = new Kind<>("time or 0", Quantities::durationOrZero);
  static final Kind<Boolean> SWITCH = new Kind<>("1 or 0", Kind::isOn);

  /** A setting of several keys, which has a parser of its own. */
  static final Kind<String> KEYS = new Kind<>("JSON, or keys", Function.identity());

  /** A whole number. */
  static Kind<Integer> number(int least, int most) {
    return new Kind<>(least + " to " + most, text -> number(text, least, most));
  }

  /** The same values, with other bounds. */
  Kind<T> within(String range, Function<String, T> stricter) {
    return new Kind<>(words + ", " + range, stricter);
  }

  private static int number(String text, int least, int most) {
    String range = "must be a number from " + least + " to " + most;
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(range, e);
    }
    throw new IllegalArgumentException(range);
  }

  private static boolean isOn(String text) {
    if (Set.of("1", "true").contains(text)) {
      return true;
    }
    if (Set.of("0", "false").contains(text)) {
      return false;
    }
    throw new IllegalArgumentException("must be 1 or 0");
  }
}
