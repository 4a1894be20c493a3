package io.lunabuilder.bootstrap;

import io.lunabuilder.bootstrap.plugins.Plugins;
import io.lunabuilder.http.SettingShown;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Settings as they may be shown to anyone: values, where they come from, and no secret.
 *
 * @param defaults what holds where a setting is not given
 */
record ShownSettings(GivenSettings given, Map<String, String> defaults) {

  /**
   * All settings in the order of the documents, of a group each key that is given; then plug-ins.
   */
  List<SettingShown> all() {
    return Stream.concat(
            given.catalogue().settings().stream().flatMap(this::shown),
            of(given.catalogue().plugins()))
        .toList();
  }

  /** Plug-ins, those that are refused with the reason. */
  static Stream<SettingShown> of(Plugins plugins) {
    return Stream.concat(
        plugins.installed().stream()
            .map(plugin -> plugin(plugin.title(), plugin.description(), plugin.place())),
        plugins.refused().stream()
            .map(plugin ->
                plugin(
                    plugin.place().getFileName().toString(),
                    "refused: " + plugin.reason(),
                    plugin.place())));
  }

  private static SettingShown plugin(String title, String value, Path place) {
    return new SettingShown(
        "plug-in " + title, PluginCatalogue.PLUGINS.title(), value, place.toString(), false);
  }

  private Stream<SettingShown> shown(Setting<?> setting) {
    Optional<SettingGroup> group =
        given.catalogue().groups().stream().filter(one -> one.whole().equals(setting)).findFirst();
    return group.isPresent() ? keys(group.get()) : Stream.of(single(setting));
  }

  private SettingShown single(Setting<?> setting) {
    return given
        .find(setting.name())
        .map(found ->
            row(
                setting.name(),
                setting,
                setting.secret() ? Masks.HIDDEN : Masks.passwordsOfLinks(found.value()),
                found.origin()))
        .orElseGet(() -> unset(setting));
  }

  private SettingShown unset(Setting<?> setting) {
    return row(setting.name(), setting, defaults.getOrDefault(setting.name(), ""), Origin.DEFAULT);
  }

  private Stream<SettingShown> keys(SettingGroup group) {
    Map<String, String> found = new HashMap<>();
    group.names().forEach(name -> given.find(name).ifPresent(one -> found.put(name, one.value())));
    if (found.isEmpty()) {
      return Stream.of(unset(group.whole()));
    }
    String whole = found.getOrDefault(group.name(), "");
    boolean json = whole.isEmpty() || whole.startsWith("{");
    Stream<SettingShown> link =
        json
            ? Stream.empty()
            : Stream.of(
                row(
                    group.name(),
                    group.whole(),
                    Masks.passwordsOfLinks(whole),
                    originOf(group.name(), group)));
    Map<String, String> keys = json ? group.read(found) : group.single(found);
    return Stream.concat(
        link,
        new TreeMap<>(keys)
            .entrySet().stream().map(key -> key(group, key.getKey(), key.getValue())));
  }

  private SettingShown key(SettingGroup group, String key, String value) {
    String name = group.prefix() + key;
    Set<String> secrets = group.secretNames();
    return row(
        name,
        group.whole(),
        secrets.contains(name) ? Masks.HIDDEN : Masks.passwordsOfLinks(value),
        originOf(name, group));
  }

  private Origin originOf(String name, SettingGroup group) {
    return given
        .find(name)
        .or(() -> given.find(group.name()))
        .map(Given::origin)
        .orElse(Origin.DEFAULT);
  }

  private static SettingShown row(String name, Setting<?> setting, String value, Origin origin) {
    return new SettingShown(name, setting.section(), value, origin.words(), setting.live());
  }
}
