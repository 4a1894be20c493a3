package io.lunabuilder.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * When the last attempt of a build reached the stages that it reached, for those who want to know
 * where its time went.
 *
 * @param reached in the order of the stages; to the millisecond
 */
public record StageTimes(Map<BuildStage, Instant> reached) {
  /** No stage was reached yet. */
  public static final StageTimes NONE = new StageTimes(Map.of());

  public StageTimes {
    Map<BuildStage, Instant> ordered = new EnumMap<>(BuildStage.class);
    reached.forEach((stage, time) -> ordered.put(stage, time.truncatedTo(ChronoUnit.MILLIS)));
    reached = Collections.unmodifiableMap(ordered);
  }

  /** Of an attempt that begins with {@code stage}. */
  public static StageTimes from(BuildStage stage, Instant time) {
    return NONE.with(stage, time);
  }

  /** It reaches {@code stage} too. */
  public StageTimes with(BuildStage stage, Instant time) {
    Map<BuildStage, Instant> more = new EnumMap<>(BuildStage.class);
    more.putAll(reached);
    more.put(stage, time);
    return new StageTimes(more);
  }
}
