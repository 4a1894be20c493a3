package io.lunabuilder.bootstrap;

import io.lunabuilder.application.LogMask;
import io.lunabuilder.application.plugin.BuilderPlugin;
import io.lunabuilder.application.plugin.Plugin;
import io.lunabuilder.application.plugin.PluginSetting;
import io.lunabuilder.application.plugin.PluginSettings;
import io.lunabuilder.application.plugin.StorePlugin;
import io.lunabuilder.bootstrap.plugins.InstalledPlugin;
import io.lunabuilder.bootstrap.plugins.PluginFolder;
import io.lunabuilder.bootstrap.plugins.Plugins;
import io.lunabuilder.bootstrap.plugins.RefusedPlugin;
import io.lunabuilder.domain.BuilderName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plug-ins of a service, and what its settings make of them.
 *
 * @param plugins those that were found
 * @param settings values that were given for each, by its name
 * @param builders plug-ins that requests may name as builders
 * @param missing builders that were enabled, and that no plug-in brings
 * @param store who keeps builds; null for the service's own
 */
record Extensions(
    Plugins plugins,
    Map<String, PluginSettings> settings,
    List<BuilderPlugin> builders,
    List<String> missing,
    @Nullable StorePlugin store) {
  Extensions {
    settings = Map.copyOf(settings);
    builders = List.copyOf(builders);
    missing = List.copyOf(missing);
  }

  /** Reads their settings; what is wrong is noted with all other settings. */
  static Extensions read(SettingValues values, boolean kubernetes) {
    Plugins plugins = values.catalogue().plugins();
    values.optional(PluginCatalogue.PLUGIN_DIR);
    Map<String, PluginSettings> settings = new HashMap<>();
    plugins.installed().forEach(plugin -> settings.put(plugin.name(), settings(plugin, values)));
    List<String> enabled = enabled(values);
    return new Extensions(
        plugins,
        settings,
        builders(plugins, enabled, kubernetes),
        missing(plugins, enabled, values),
        store(plugins, values));
  }

  private static PluginSettings settings(InstalledPlugin plugin, SettingValues values) {
    String prefix = PluginFolder.prefix(plugin.name());
    Map<String, Setting<?>> known =
        values.catalogue().settings().stream()
            .filter(setting -> setting.name().startsWith(prefix))
            .collect(Collectors.toMap(Setting::name, setting -> setting));
    Map<String, String> texts = new HashMap<>();
    for (PluginSetting<?> own : plugin.settings()) {
      Setting<?> setting = known.get(prefix + own.name());
      if (setting != null) {
        check(setting, values);
        values.text(setting).ifPresent(text -> texts.put(own.name(), text));
      }
    }
    return new PluginSettings(texts);
  }

  private static <T> void check(Setting<T> setting, SettingValues values) {
    if (setting.usual() instanceof Setting.Usual.Value) {
      values.read(setting);
    } else {
      values.optional(setting);
    }
  }

  private static List<String> enabled(SettingValues values) {
    return values.read(PluginCatalogue.ENABLED_BUILDERS, List.of()).stream()
        .map(BuilderName::value)
        .filter(name -> !name.equals(BuilderName.LOCAL_KANIKO.value()))
        .distinct()
        .toList();
  }

  /** Without Kubernetes only those that are enabled by name (R13). */
  private static List<BuilderPlugin> builders(
      Plugins plugins, List<String> enabled, boolean kubernetes) {
    return all(plugins, BuilderPlugin.class)
        .filter(builder -> kubernetes || enabled.contains(builder.name()))
        .toList();
  }

  /**
   * A name of no builder is an error, unless it may be that of a plug-in that was refused: that one
   * must not keep the service from starting.
   */
  private static List<String> missing(Plugins plugins, List<String> enabled, SettingValues values) {
    List<String> names = all(plugins, BuilderPlugin.class).map(Plugin::name).toList();
    List<String> missing = enabled.stream().filter(name -> !names.contains(name)).toList();
    if (plugins.refused().isEmpty() && !missing.isEmpty()) {
      values.refuse(
          PluginCatalogue.ENABLED_BUILDERS,
          "names a builder that is not installed; there are " + (names.isEmpty() ? "none" : names));
    }
    return missing;
  }

  /** Another store than the one that was asked for would hide all builds: that is an error. */
  private static @Nullable StorePlugin store(Plugins plugins, SettingValues values) {
    String name = values.optional(PluginCatalogue.STORE);
    if (name == null) {
      return null;
    }
    StorePlugin found =
        all(plugins, StorePlugin.class)
            .filter(store -> store.name().equals(name))
            .findFirst()
            .orElse(null);
    if (found == null) {
      values.refuse(PluginCatalogue.STORE, "is no store that is installed");
    }
    return found;
  }

  private static <P extends Plugin> Stream<P> all(Plugins plugins, Class<P> kind) {
    return plugins.installed().stream()
        .map(InstalledPlugin::plugin)
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  /** Those of one kind that are installed. */
  <P extends Plugin> List<P> installed(Class<P> kind) {
    return all(plugins, kind).toList();
  }

  /** What was set for a plug-in. */
  PluginSettings of(Plugin plugin) {
    return settings.getOrDefault(plugin.name(), PluginSettings.NONE);
  }

  /** Values that must be shown nowhere. */
  Set<String> secrets() {
    return plugins.installed().stream()
        .flatMap(plugin ->
            plugin.settings().stream()
                .filter(PluginSetting::secret)
                .flatMap(setting ->
                    of(plugin.plugin()).texts().entrySet().stream()
                        .filter(text -> text.getKey().equals(setting.name()))))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  /** What a plug-in said, without any secret that was set for one. */
  String masked(String words) {
    return new LogMask(secrets()).apply(words);
  }

  /**
   * Why one could not be opened, for a person.
   *
   * @param kind what it is called
   */
  String cannotBeUsed(String kind, Plugin plugin, Throwable failure) {
    return "The "
        + kind
        + " "
        + plugin.name()
        + " cannot be used: "
        + masked(StartFailure.words(failure));
  }

  /** What whoever starts the service should know of them. */
  List<String> remarks() {
    Stream<String> known =
        plugins.installed().stream()
            .map(plugin -> "Plug-in " + plugin.title() + " from " + plugin.place());
    Stream<String> absent =
        missing.stream()
            .map(name ->
                "LUNA_BUILDER_ENABLED_BUILDERS names "
                    + name
                    + ", which is no builder that could be loaded");
    Stream<String> refused = plugins.refused().stream().map(RefusedPlugin::sentence);
    return Stream.of(known, refused, absent).flatMap(remarks -> remarks).toList();
  }
}
