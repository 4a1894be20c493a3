package io.lunabuilder.storekit;

import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.StageTimes;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The short form of when stages were reached: {@code STAGING=1767355200123,BUILDING=1767355201456},
 * in milliseconds since 1970.
 */
public final class StageTimesText {
  private static final Pattern COMMA = Pattern.compile(",");

  private StageTimesText() {}

  /** Empty when no stage was reached. */
  public static String of(StageTimes times) {
    return times.reached().entrySet().stream()
        .map(entry -> entry.getKey().name() + "=" + entry.getValue().toEpochMilli())
        .collect(Collectors.joining(","));
  }

  /** What {@code text} is the form of. Builds of the first versions have none. */
  public static StageTimes times(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return StageTimes.NONE;
    }
    Map<BuildStage, Instant> reached = new EnumMap<>(BuildStage.class);
    for (String entry : COMMA.splitAsStream(text).toList()) {
      int equals = entry.indexOf('=');
      reached.put(
          BuildStage.valueOf(entry.substring(0, equals)),
          Instant.ofEpochMilli(Long.parseLong(entry.substring(equals + 1))));
    }
    return new StageTimes(reached);
  }
}
