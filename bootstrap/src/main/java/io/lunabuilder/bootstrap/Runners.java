package io.lunabuilder.bootstrap;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.telemetry.Telemetry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** What runs builds in a service. */
interface Runners {
  /** A service that accepts builds and runs none. */
  Runners NONE = (_, _, _, _, _, _, _) -> List::of;

  /**
   * Starts them.
   *
   * @param telemetry sees what they do
   * @param parts gets each of them
   * @return tells why no build can run here at the moment; nothing when builds can
   * @throws IOException when they cannot be started
   */
  Supplier<List<String>> start(
      LiveSettings settings,
      Storage store,
      ArchiveSources sources,
      InstantSource clock,
      Telemetry telemetry,
      Console console,
      Parts parts)
      throws IOException, InterruptedException;
}
