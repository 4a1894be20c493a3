package io.lunabuilder.bootstrap.plugins;

import io.lunabuilder.application.plugin.PluginApi;
import io.lunabuilder.application.plugin.PluginSetting;
import io.lunabuilder.domain.BuilderName;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plug-in must keep to so that it can be told from others, and its settings from theirs.
 * Each broken rule is an IllegalArgumentException with the reason for a person.
 *
 * @param taken names of settings of the service
 * @param claimed names under which values can be given for plug-ins, and whose they are
 */
record PluginRules(Set<String> taken, Map<String, String> claimed) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");

  static PluginRules beside(Set<String> taken) {
    return new PluginRules(Set.copyOf(taken), new HashMap<>());
  }

  /** The same, which hears of further plug-ins alone. */
  PluginRules copy() {
    return new PluginRules(taken, new HashMap<>(claimed));
  }

  /** What a plug-in said; nothing obliges its compiler to keep null out. */
  static <T> T said(@Nullable T answer, String method) {
    if (answer == null) {
      throw new IllegalArgumentException("its " + method + " is null");
    }
    return answer;
  }

  static void requireVersion(String version) {
    require(
        PluginApi.runs(version),
        "it was made for version "
            + version
            + " of the plug-in API, and this service has "
            + PluginApi.VERSION
            + ": get a version of it for this service");
  }

  /** All rules; a plug-in that keeps to them is remembered for those that come after it. */
  void require(InstalledPlugin plugin) {
    String name = plugin.name();
    require(
        NAME.matcher(name).matches(),
        "\"" + name + "\" is no name for a plug-in: 1 to 30 lowercase letters, digits and -");
    require(!name.equals(BuilderName.KANIKO.value()), "the service has a builder of that name");
    require(
        claimed.put(name, name) == null,
        "there is another plug-in \"" + name + "\": remove one of them");
    String prefix = PluginFolder.prefix(name);
    for (String setting : taken) {
      require(
          !setting.startsWith(prefix),
          "its settings would begin with " + prefix + ", as " + setting + " of the service does");
    }
    require(!plugin.description().isBlank(), "it does not say what it is");
    for (PluginSetting<?> setting : plugin.settings()) {
      claim(prefix + setting.name(), name);
      if (setting.secret()) {
        claim(prefix + setting.name() + "_FILE", name);
      }
    }
  }

  private void claim(String setting, String plugin) {
    String other = claimed.put(setting, plugin);
    require(
        other == null,
        plugin.equals(other)
            ? "it has the setting " + setting + " twice"
            : "its setting " + setting + " is one of the plug-in \"" + other + "\" too");
  }

  private static void require(boolean rule, String problem) {
    if (!rule) {
      throw new IllegalArgumentException(problem);
    }
  }
}
