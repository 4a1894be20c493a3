package io.lunabuilder.domain;

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
