package io.lunabuilder.application.plugin;

import io.lunabuilder.application.setting.SettingKind;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an administrator can choose for a plug-in. A change of it takes effect with the
 * next start.
 *
 * @param name without the plug-in's prefix: capital letters, digits and {@code _}, for example
 *     {@code ADDRESS} for {@code LUNA_BUILDER_BUILDKIT_ADDRESS}
 * @param kind what its values look like
 * @param usual what holds where it is not set, as an administrator would write it; null for nothing
 * @param meaning for people, a sentence or two
 * @param secret must its value be shown nowhere? It may then stand in a file that {@code NAME_FILE}
 *     names
 */
public record PluginSetting<T>(
    String name, SettingKind<T> kind, @Nullable String usual, String meaning, boolean secret) {
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,60}");

  /**
   * @throws IllegalArgumentException when the name is outside the grammar, or the usual value is
   *     none of the kind
   */
  public PluginSetting {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(meaning);
    if (!NAME.matcher(name).matches() || name.endsWith("_FILE")) {
      throw new IllegalArgumentException("\"" + name + "\" is not the name of a setting");
    }
    if (usual != null) {
      Objects.requireNonNull(kind.parser().apply(usual));
    }
  }

  /** One that holds {@code usual} where it is not set. */
  public static <T> PluginSetting<T> of(
      String name, SettingKind<T> kind, String usual, String meaning) {
    return new PluginSetting<>(name, kind, usual, meaning, false);
  }

  /** One that can be left out. */
  public static <T> PluginSetting<T> optional(String name, SettingKind<T> kind, String meaning) {
    return new PluginSetting<>(name, kind, null, meaning, false);
  }

  /** A text that must be shown nowhere, and can be left out. */
  public static PluginSetting<String> secret(String name, String meaning) {
    return new PluginSetting<>(name, SettingKind.TEXT, null, meaning, true);
  }

  /** What holds where it is not set. */
  Optional<T> usualValue() {
    return Optional.ofNullable(usual).map(kind.parser());
  }
}
