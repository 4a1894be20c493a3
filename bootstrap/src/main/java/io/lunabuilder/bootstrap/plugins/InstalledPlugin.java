package io.lunabuilder.bootstrap.plugins;

import io.lunabuilder.application.plugin.Plugin;
import io.lunabuilder.application.plugin.PluginSetting;
import java.nio.file.Path;
import java.util.List;

/**
 * A plug-in that was loaded, with what it said of itself then: it is not asked again.
 *
 * @param name its name
 * @param description what it is, in a sentence
 * @param settings all that it has
 * @param place its jar, or its folder of jars
 * @param version of its own, as its jar says; empty where it says none
 */
public record InstalledPlugin(
    Plugin plugin,
    String name,
    String description,
    List<PluginSetting<?>> settings,
    Path place,
    String version) {
  public InstalledPlugin {
    settings = List.copyOf(settings);
  }

  /** Its name, and its version where that is known. */
  public String title() {
    return version.isEmpty() ? name : name + " " + version;
  }
}
