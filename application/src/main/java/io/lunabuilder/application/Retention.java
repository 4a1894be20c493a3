package io.lunabuilder.application;

import java.time.Duration;
import java.util.Objects;

/**
 * How long things are kept.
 *
 * @param queueLimit how long a build may wait for its turn
 * @param builds how long a finished build is remembered, with log and image
 * @param uploads how long an uploaded archive is kept
 */
public record Retention(Duration queueLimit, Duration builds, Duration uploads) {
  public Retention {
    Objects.requireNonNull(queueLimit);
    Objects.requireNonNull(builds);
    Objects.requireNonNull(uploads);
  }
}
