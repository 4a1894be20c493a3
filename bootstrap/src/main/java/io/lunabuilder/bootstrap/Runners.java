package io.lunabuilder.bootstrap;

import io.lunabuilder.application.ArchiveSources;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** What runs builds in a service. */
interface Runners {
  /** A service that accepts builds and runs none. */
  Runners NONE = (_, _, _, _, _, _) -> List.of();

  /**
   * Starts them.
   *
   * @param parts gets each of them
   * @return why no build can run here; empty when builds can
   * @throws IOException when they cannot be started
   */
  List<String> start(
      LiveSettings settings,
      Storage store,
      ArchiveSources sources,
      InstantSource clock,
      Console console,
      Parts parts)
      throws IOException, InterruptedException;
}
