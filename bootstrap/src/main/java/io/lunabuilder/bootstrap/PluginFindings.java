package io.lunabuilder.bootstrap;

import io.lunabuilder.bootstrap.plugins.InstalledPlugin;
import io.lunabuilder.bootstrap.plugins.RefusedPlugin;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code doctor} tells of plug-ins. */
final class PluginFindings {
  private PluginFindings() {}

  /** One for each that was found. */
  static Stream<Finding> of(Extensions extensions) {
    return Stream.concat(
        extensions.plugins().installed().stream().map(plugin -> installed(plugin, extensions)),
        extensions.plugins().refused().stream().map(PluginFindings::refused));
  }

  private static Finding installed(InstalledPlugin plugin, Extensions extensions) {
    String state = plugin.title() + ": " + plugin.description();
    return new Finding("plug-in", state, problem(plugin, extensions));
  }

  /** A plug-in that fails even in this must not keep the others from being looked at. */
  private static @Nullable String problem(InstalledPlugin plugin, Extensions extensions) {
    try {
      return plugin
          .plugin()
          .check(extensions.of(plugin.plugin()))
          .map(extensions::masked)
          .orElse(null);
    } catch (RuntimeException | Error e) {
      return extensions.masked("its own check failed (" + e + "): ask whoever wrote it");
    }
  }

  private static Finding refused(RefusedPlugin plugin) {
    return new Finding(
        "plug-in",
        plugin.place() + " is refused",
        plugin.reason() + "; mend it, or take it out of LUNA_BUILDER_PLUGIN_DIR");
  }
}
