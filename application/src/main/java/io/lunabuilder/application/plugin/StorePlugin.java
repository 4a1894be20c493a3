package io.lunabuilder.application.plugin;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A plug-in that keeps builds and their logs. It is used where {@code LUNA_BUILDER_STORE} has its
 * name, in place of the service's own.
 */
public non-sealed interface StorePlugin extends Plugin {

  /**
   * Opens the store.
   *
   * @param settings values of its settings, all of them valid
   * @param folder the service's own, for what is durable on this machine; may not exist yet
   * @param logBytes how much of one build's log is kept
   * @param clock tells the time
   * @throws IOException when it cannot be used, with what is wrong and what to do in the message; a
   *     service does not start without its store
   */
  OpenStore open(PluginSettings settings, Path folder, long logBytes, InstantSource clock)
      throws IOException;

  /** A store that is open; the service closes {@link #builds} when it ends. */
  interface OpenStore {
    /** The builds and their queue. */
    BuildStore builds();

    /** Their logs. */
    BuildLog log();

    /**
     * Why it cannot be used at the moment, for {@code /readiness}; asked often, so it must be known
     * and not looked for. Empty when it can.
     */
    Optional<String> problem();
  }
}
