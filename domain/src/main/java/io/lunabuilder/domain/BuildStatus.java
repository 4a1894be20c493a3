package io.lunabuilder.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of a build as callers know it. */
public enum BuildStatus {
  PENDING,
  IN_PROGRESS,
  COMPLETED,
  ERROR,
  CANCELLED;

  /** The name that callers see. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status that callers call {@code label}. */
  public static Optional<BuildStatus> labelled(String label) {
    return Arrays.stream(values()).filter(status -> status.label().equals(label)).findFirst();
  }
}
