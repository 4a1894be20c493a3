package com.example.sample;

import io.lunabuilder.application.plugin.PluginApi;
import io.lunabuilder.application.plugin.PluginSetting;
import io.lunabuilder.application.plugin.PluginSettings;
import io.lunabuilder.application.plugin.StorePlugin;
import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.setting.SettingKind;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Builds and logs kept in sample. */
public final class SamplePlugin implements StorePlugin {
  static final PluginSetting<String> ADDRESS =
      PluginSetting.of("ADDRESS", SettingKind.TEXT, "localhost:1234", "Where sample is.");

  @Override
  public String apiVersion() {
    return PluginApi.VERSION;
  }

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public String describe() {
    return "keeps builds in sample";
  }

  @Override
  public List<PluginSetting<?>> settings() {
    return List.of(ADDRESS);
  }

  @Override
  public OpenStore open(
      PluginSettings settings, Path folder, long logBytes, InstantSource clock) {
    return new Open(new SampleStore(settings.get(ADDRESS)), new SampleLog(logBytes));
  }

  private record Open(BuildStore builds, BuildLog log) implements OpenStore {
    @Override
    public Optional<String> problem() {
      return Optional.empty();
    }
  }
}
