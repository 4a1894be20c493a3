package io.lunabuilder.storekit;

import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.StageTimes;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The short form of when stages were reached, since a store keeps it of a million builds: {@code
 * gmk5f3kq2,b1g,p2x} for staging, building and pushing, with milliseconds to the base 36 since
 * 1970, then since the one before.
 */
public final class StageTimesText {
  private static final Pattern COMMA = Pattern.compile(",");

  private StageTimesText() {}

  /** Empty when no stage was reached. */
  public static String of(StageTimes times) {
    StringJoiner text = new StringJoiner(",");
    long before = 0;
    for (Map.Entry<BuildStage, Instant> entry : times.reached().entrySet()) {
      long time = entry.getValue().toEpochMilli();
      text.add(letter(entry.getKey()) + Long.toString(time - before, Character.MAX_RADIX));
      before = time;
    }
    return text.toString();
  }

  /** What {@code text} is the form of. Builds of the first versions have none. */
  public static StageTimes times(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return StageTimes.NONE;
    }
    Map<BuildStage, Instant> reached = new EnumMap<>(BuildStage.class);
    long time = 0;
    for (String entry : COMMA.splitAsStream(text).toList()) {
      time += Long.parseLong(entry.substring(1), Character.MAX_RADIX);
      reached.put(stage(entry.charAt(0)), Instant.ofEpochMilli(time));
    }
    return new StageTimes(reached);
  }

  private static char letter(BuildStage stage) {
    return switch (stage) {
      case QUEUED -> 'q';
      case STAGING -> 'g';
      case STARTING -> 't';
      case BUILDING -> 'b';
      case PUSHING -> 'p';
      case VERIFYING -> 'v';
    };
  }

  private static BuildStage stage(char letter) {
    return Arrays.stream(BuildStage.values())
        .filter(stage -> letter(stage) == letter)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no stage has the letter " + letter));
  }
}
