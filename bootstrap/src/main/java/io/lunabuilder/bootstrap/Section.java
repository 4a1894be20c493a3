package io.lunabuilder.bootstrap;

import io.lunabuilder.application.setting.SettingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Settings that belong together, in the order in which they are described. */
final class Section {
  private final String title;
  private final List<Setting<?>> settings = new ArrayList<>();
  private final List<SettingGroup> groups = new ArrayList<>();

  Section(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  List<Setting<?>> settings() {
    return List.copyOf(settings);
  }

  /** Those of {@link #settings} that have several keys. */
  List<SettingGroup> groups() {
    return List.copyOf(groups);
  }

  /** Describes a setting of this section. */
  <T> Setting.Description<T> setting(String name, SettingKind<T> kind) {
    return new Setting.Description<>(this, name, kind);
  }

  /**
   * Says that a setting of this section has several keys.
   *
   * @param keys all that there are; a key of a group inside has the group's name before it
   * @param secrets those of them that must be shown nowhere
   */
  SettingGroup group(Setting<String> whole, Set<String> keys, Set<String> secrets) {
    SettingGroup group = new SettingGroup(whole, keys, secrets);
    groups.add(group);
    return group;
  }

  void add(Setting<?> setting) {
    settings.add(setting);
  }
}
