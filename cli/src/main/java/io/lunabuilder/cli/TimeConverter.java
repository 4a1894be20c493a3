package io.lunabuilder.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 10m}, {@code 1h30m} and plain seconds. */
final class TimeConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    String iso = text.matches("\\d+") ? text + "S" : text;
    if (!iso.matches("(?i)(\\d+h)?(\\d+m)?(\\d+s)?") || iso.isEmpty()) {
      throw new TypeConversionException(
          "\"" + text + "\" is no time; use for example 90s, 10m or 1h");
    }
    return Duration.parse("PT" + iso);
  }
}
