package io.lunabuilder.application.plugin;

import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What an administrator chose for a plug-in.
 *
 * @param texts values that were set, by {@link PluginSetting#name}
 */
public record PluginSettings(Map<String, String> texts) {
  /** Nothing is set. */
  public static final PluginSettings NONE = new PluginSettings(Map.of());

  public PluginSettings {
    texts = Map.copyOf(texts);
  }

  /**
   * The value, or the usual one.
   *
   * @throws NoSuchElementException when it is not set and has no usual value
   * @throws IllegalArgumentException when the text is no such value; the service checks all of them
   *     before it opens a plug-in
   */
  public <T> T get(PluginSetting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new NoSuchElementException(setting.name() + " is not set"));
  }

  /**
   * The value, or the usual one; empty when there is neither.
   *
   * @throws IllegalArgumentException when the text is no such value
   */
  public <T> Optional<T> find(PluginSetting<T> setting) {
    return Optional.ofNullable(texts.get(setting.name()))
        .map(setting.kind().parser())
        .or(setting::usualValue);
  }

  /** Names only: values can be secrets. */
  @Override
  public String toString() {
    return "PluginSettings" + texts.keySet();
  }
}
