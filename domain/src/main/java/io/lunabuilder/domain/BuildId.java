package io.lunabuilder.domain;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The identity of one build. Ids made by this service are version 7 UUIDs, which begin with the
 * time, so that a later build has a greater id: "newest first" is descending order of ids.
 *
 * @param value the UUID
 */
public record BuildId(UUID value) implements Comparable<BuildId> {
  private static final Pattern TEXT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  public BuildId {
    Objects.requireNonNull(value);
  }

  /** Reads the canonical lowercase form; anything else names no build. */
  public static Optional<BuildId> parse(String text) {
    return TEXT.matcher(text).matches()
        ? Optional.of(new BuildId(UUID.fromString(text)))
        : Optional.empty();
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
