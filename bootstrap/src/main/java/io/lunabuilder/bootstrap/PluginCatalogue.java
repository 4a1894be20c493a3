package io.lunabuilder.bootstrap;

import io.lunabuilder.application.plugin.PluginSetting;
import io.lunabuilder.application.setting.SettingKind;
import io.lunabuilder.bootstrap.plugins.InstalledPlugin;
import io.lunabuilder.bootstrap.plugins.PluginFolder;
import io.lunabuilder.domain.BuilderName;
import java.nio.file.Path;
import java.util.List;

/** Settings of plug-ins: where they are, which are used, and what each brings itself. */
final class PluginCatalogue {
  static final Section PLUGINS = new Section("Plug-ins");

  static final Setting<Path> PLUGIN_DIR =
      PLUGINS
          .setting("LUNA_BUILDER_PLUGIN_DIR", SettingKind.PATH)
          .remedy("set it to a folder that this user may read, or leave it out for no plug-ins")
          .meaning(
              "A folder with plug-ins: a jar for each, or a folder of jars. Whoever can write there"
                  + " decides what this service does; see [extending](extending.md).");

  static final Setting<List<BuilderName>> ENABLED_BUILDERS =
      PLUGINS
          .setting(
              "LUNA_BUILDER_ENABLED_BUILDERS",
              new SettingKind<>(
                  "list of names",
                  text -> SettingForms.list(text).stream().map(BuilderName::new).toList()))
          .remedy("set it to names of builders that are installed, for example \"buildkit\"")
          .meaning(
              "Builders of plug-ins that requests may name without Kubernetes, beside"
                  + " `local_kaniko`. With Kubernetes all that are installed may be named.");

  static final Setting<String> STORE =
      PLUGINS
          .setting("LUNA_BUILDER_STORE", SettingKind.TEXT)
          .remedy("set it to the name of a store that is installed, or leave it out")
          .meaning(
              "The plug-in that keeps builds and logs, in place of the data folder and of Redis.");

  private PluginCatalogue() {}

  /** The settings that a plug-in brings. */
  static Section section(InstalledPlugin plugin) {
    Section section = new Section("Plug-in " + plugin.name());
    String prefix = PluginFolder.prefix(plugin.name());
    plugin.settings().forEach(setting -> describe(section, prefix, setting));
    return section;
  }

  private static <T> void describe(Section section, String prefix, PluginSetting<T> setting) {
    Setting.Description<T> description = section.setting(prefix + setting.name(), setting.kind());
    if (setting.usual() != null) {
      description.usually(setting.usual());
    }
    if (setting.secret()) {
      description.secret();
    }
    description.meaning(setting.meaning());
  }
}
