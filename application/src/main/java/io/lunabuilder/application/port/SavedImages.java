package io.lunabuilder.application.port;

import io.lunabuilder.domain.BuildId;
import java.nio.file.Path;
import java.util.Optional;

/** Images that this service keeps as files, where there is no registry. */
public interface SavedImages {

  /** The file that {@code docker load} takes; empty when there is none. */
  Optional<Path> find(BuildId id);

  /** Forgets it. Repeating it changes nothing. */
  void delete(BuildId id);
}
