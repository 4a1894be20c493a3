package io.lunabuilder.bootstrap;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts as people write them in settings. */
final class Quantities {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,12})\\s*([A-Za-z]*)");
  private static final Map<String, Long> BYTES =
      Map.of(
          "", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30, "k", 1L << 10, "m",
          1L << 20, "g", 1L << 30);
  private static final Map<String, Duration> TIMES =
      Map.of(
          "",
          Duration.ofSeconds(1),
          "ms",
          Duration.ofMillis(1),
          "s",
          Duration.ofSeconds(1),
          "m",
          Duration.ofMinutes(1),
          "h",
          Duration.ofHours(1),
          "d",
          Duration.ofDays(1));

  private Quantities() {}

  /**
   * Bytes of for example {@code 512MiB}.
   *
   * @throws IllegalArgumentException saying what can be written
   */
  static long bytes(String text) {
    Matcher parts = parts(text, BYTES, "must be an amount of bytes such as 512MiB or 2GiB");
    return Math.multiplyExact(number(parts), BYTES.get(unit(parts)));
  }

  /**
   * The time of for example {@code 10m}.
   *
   * @throws IllegalArgumentException saying what can be written
   */
  static Duration duration(String text) {
    Matcher parts = parts(text, TIMES, "must be a time such as 30s, 10m, 6h or 7d");
    return TIMES.get(unit(parts)).multipliedBy(number(parts));
  }

  private static Matcher parts(String text, Map<String, ?> units, String rule) {
    Matcher parts = NUMBER_AND_UNIT.matcher(text.strip());
    if (!parts.matches() || !units.containsKey(unit(parts)) || number(parts) == 0) {
      throw new IllegalArgumentException(rule);
    }
    return parts;
  }

  private static long number(Matcher parts) {
    return Long.parseLong(parts.group(1));
  }

  private static String unit(Matcher parts) {
    return parts.group(2).toLowerCase(Locale.ROOT);
  }
}
