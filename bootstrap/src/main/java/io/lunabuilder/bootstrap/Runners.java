package io.lunabuilder.bootstrap;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** What runs builds in a service. */
interface Runners {
  /** A service that accepts builds and runs none. */
  Runners NONE = (_, _) -> List::of;

  /**
   * Starts them.
   *
   * @return tells why no build can run here at the moment; nothing when builds can
   * @throws IOException when they cannot be started
   */
  Supplier<List<String>> start(LiveSettings settings, Wiring wiring)
      throws IOException, InterruptedException;
}
