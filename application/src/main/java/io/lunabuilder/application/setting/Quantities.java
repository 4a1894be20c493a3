package io.lunabuilder.application.setting;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts as people write them in settings. */
public final class Quantities {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,12})\\s*([A-Za-z]*)");
  private static final Map<String, Long> BYTES =
      Map.of(
          "", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30, "k", 1L << 10, "m",
          1L << 20, "g", 1L << 30);
  private static final Map<String, Long> MILLIS =
      Map.of("", 1_000L, "ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private Quantities() {}

  /**
   * Bytes of for example {@code 512MiB}.
   *
   * @throws IllegalArgumentException saying what can be written
   */
  public static long bytes(String text) {
    return amount(text, BYTES, "must be an amount of bytes such as 512MiB or 2GiB");
  }

  /**
   * The time of for example {@code 10m}.
   *
   * @throws IllegalArgumentException saying what can be written
   */
  public static Duration duration(String text) {
    return Duration.ofMillis(amount(text, MILLIS, "must be a time such as 30s, 10m, 6h or 7d"));
  }

  /** The same, or {@code 0}. */
  public static Duration durationOrZero(String text) {
    return text.strip().equals("0") ? Duration.ZERO : duration(text);
  }

  /** A time as it can be read again. */
  public static String text(Duration time) {
    for (String unit : List.of("d", "h", "m", "s")) {
      long millis = MILLIS.getOrDefault(unit, 1L);
      if (!time.isZero() && time.toMillis() % millis == 0) {
        return time.toMillis() / millis + unit;
      }
    }
    return time.isZero() ? "0" : time.toMillis() + "ms";
  }

  private static long amount(String text, Map<String, Long> units, String rule) {
    Matcher parts = NUMBER_AND_UNIT.matcher(text.strip());
    Long unit = parts.matches() ? units.get(parts.group(2).toLowerCase(Locale.ROOT)) : null;
    long number = unit == null ? 0 : Long.parseLong(parts.group(1));
    if (unit == null || number == 0 || number > Long.MAX_VALUE / unit) {
      throw new IllegalArgumentException(rule);
    }
    return number * unit;
  }
}
