package io.lunabuilder.application.plugin;

import io.lunabuilder.application.port.ArchiveSource;
import java.io.IOException;

/**
 * A plug-in that brings archives from one kind of place. It is asked for a link before the sources
 * of the service's own are, but for uploads: {@link ArchiveSource#recognises} must be true of its
 * own kind of link alone.
 */
public non-sealed interface SourcePlugin extends Plugin {

  /**
   * Makes the source.
   *
   * @param settings values of its settings, all of them valid
   * @throws IOException when it cannot work here, with what is wrong and what to do in the message;
   *     the service then starts without it
   */
  ArchiveSource open(PluginSettings settings) throws IOException;
}
