package io.lunabuilder.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The identity of one build. Ids made by this service are version 7 UUIDs, which begin with the
 * time, so that a later build has a greater id: "newest first" is descending order of ids.
 *
 * @param value the UUID
 */
public record BuildId(UUID value) implements Comparable<BuildId> {
  /** The version of UUIDs that begin with 48 bits of milliseconds (RFC 9562, 5.7). */
  private static final int WITH_TIME = 7;

  public BuildId {
    Objects.requireNonNull(value);
  }

  /** Reads the canonical lowercase form; anything else names no build. */
  public static Optional<BuildId> parse(String text) {
    try {
      BuildId id = new BuildId(UUID.fromString(text));
      return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Can a build with this id have been submitted before {@code time}? */
  public boolean mayBeBefore(Instant time) {
    return value.version() != WITH_TIME
        || value.getMostSignificantBits() >>> 16 < time.toEpochMilli();
  }

  /** Order of the text, which for ids of this service is the order of time. */
  @Override
  public int compareTo(BuildId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
