package io.lunabuilder.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How long things are kept.
 *
 * @param queueLimit how long a build may wait for its turn
 * @param builds how long a finished build is remembered, with its image
 * @param logs how long the log of a build is kept after its last line; at most as long as the build
 * @param uploads how long an uploaded archive is kept; never shorter than {@code queueLimit}
 */
public record Retention(Duration queueLimit, Duration builds, Duration logs, Duration uploads) {
  public Retention {
    Objects.requireNonNull(queueLimit);
    Objects.requireNonNull(builds);
    Objects.requireNonNull(logs);
    Objects.requireNonNull(uploads);
  }

  /** Archives that were sent before this are old: no build that may still wait can name them. */
  Instant uploadsBefore(Instant now) {
    return now.minus(uploads.compareTo(queueLimit) < 0 ? queueLimit : uploads);
  }
}
