package com.example.sample;

import io.lunabuilder.application.plugin.PluginApi;
import io.lunabuilder.application.plugin.PluginSetting;
import io.lunabuilder.application.plugin.PluginSettings;
import io.lunabuilder.application.plugin.SourcePlugin;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.setting.SettingKind;
import java.nio.file.Path;
import java.util.List;

/** Archives from sample. */
public final class SamplePlugin implements SourcePlugin {
  static final PluginSetting<Path> FOLDER =
      PluginSetting.of("FOLDER", SettingKind.PATH, "/srv/sample", "Where archives are.");

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
    return "brings archives from sample";
  }

  @Override
  public List<PluginSetting<?>> settings() {
    return List.of(FOLDER);
  }

  @Override
  public ArchiveSource open(PluginSettings settings) {
    return new SampleArchives(settings.get(FOLDER));
  }
}
