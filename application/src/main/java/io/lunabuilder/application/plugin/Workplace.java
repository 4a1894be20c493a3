package io.lunabuilder.application.plugin;

import io.lunabuilder.application.port.ContextStaging;
import io.lunabuilder.domain.BuildId;
import java.nio.file.Path;

/** What the service gives to a builder. Methods may be called from any thread. */
public interface Workplace {

  /**
   * A folder of this builder alone on the service's disk; it is made when it is asked for, and what
   * is in it stays over a restart.
   */
  Path folder();

  /** Brings archives. */
  ContextStaging staging();

  /** Where images go. Asked for each build, since settings can change while the service runs. */
  ImageDestination destination();

  /**
   * Where an image belongs that is kept as a file, since there is no registry: a tar that {@code
   * docker load} takes, moved there when it is whole. Its folder exists.
   */
  Path imageFile(BuildId build);
}
