package io.lunabuilder.bootstrap.plugins;

import io.lunabuilder.application.plugin.Plugin;
import java.nio.file.Path;

/**
 * A plug-in that was loaded.
 *
 * @param place its jar, or its folder of jars
 * @param version of its own, as its jar says; empty where it says none
 */
public record InstalledPlugin(Plugin plugin, Path place, String version) {
  /** Its name, and its version where that is known. */
  public String title() {
    return version.isEmpty() ? name() : name() + " " + version;
  }

  /** Its name. */
  public String name() {
    return plugin.name();
  }
}
