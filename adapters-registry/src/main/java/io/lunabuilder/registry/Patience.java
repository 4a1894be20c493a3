package io.lunabuilder.registry;

import java.time.Duration;
import java.util.List;

/**
 * How long a registry is waited for.
 *
 * @param request the longest that one request may take, connecting included
 * @param pauses before each repetition, in order: there are as many repetitions as pauses
 */
record Patience(Duration request, List<Duration> pauses) {

  /** Enough for a registry that restarts or sheds load, short enough for a person who waits. */
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(20),
          List.of(Duration.ofMillis(200), Duration.ofMillis(800), Duration.ofSeconds(3)));

  Patience {
    pauses = List.copyOf(pauses);
  }
}
