package com.example.sample;

import io.lunabuilder.application.plugin.BuilderPlugin;
import io.lunabuilder.application.plugin.PluginApi;
import io.lunabuilder.application.plugin.PluginSetting;
import io.lunabuilder.application.plugin.PluginSettings;
import io.lunabuilder.application.plugin.Workplace;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.setting.SettingKind;
import java.util.List;

/** Images by sample. */
public final class SamplePlugin implements BuilderPlugin {
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
    return "builds with sample";
  }

  @Override
  public List<PluginSetting<?>> settings() {
    return List.of(ADDRESS);
  }

  @Override
  public ImageBuilder open(PluginSettings settings, Workplace workplace) {
    return new SampleBuilder(settings.get(ADDRESS), workplace);
  }
}
