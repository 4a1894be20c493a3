package io.lunabuilder.application.port;

import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import java.util.List;
import java.util.Optional;

/**
 * Some builds, newest first.
 *
 * @param builds at most as many as were asked for
 * @param more are there older ones that the filter lets pass?
 */
public record BuildPage(List<BuildJob> builds, boolean more) {
  public BuildPage {
    builds = List.copyOf(builds);
  }

  /** Where the next page begins; empty at the end. */
  public Optional<BuildId> next() {
    return more && !builds.isEmpty() ? Optional.of(builds.getLast().id()) : Optional.empty();
  }
}
