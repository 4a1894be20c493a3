package com.example.buildkit;

import io.lunabuilder.application.plugin.BuilderPlugin;
import io.lunabuilder.application.plugin.PluginApi;
import io.lunabuilder.application.plugin.PluginSetting;
import io.lunabuilder.application.plugin.PluginSettings;
import io.lunabuilder.application.plugin.Workplace;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.setting.SettingKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Brings the builder {@code buildkit} to a service. */
public final class BuildKitPlugin implements BuilderPlugin {
  /** What requests name in {@code image_builder}. */
  static final String NAME = "buildkit";

  private static final Pattern ADDRESSES = Pattern.compile("unix:///.+|tcp://[^/\\s]+:\\d{1,5}");

  static final PluginSetting<String> ADDRESS =
      PluginSetting.of(
          "ADDRESS",
          new SettingKind<>("unix:///PATH or tcp://HOST:PORT", BuildKitPlugin::address),
          "unix:///run/buildkit/buildkitd.sock",
          "Where buildkitd listens. Over tcp:// nothing is encrypted, nor is anybody asked who"
              + " they are: use it in a network of your own.");

  static final PluginSetting<Path> BUILDCTL =
      PluginSetting.optional(
          "BUILDCTL", SettingKind.PROGRAM, "The program buildctl; unset, the one in PATH.");

  static final PluginSetting<Boolean> REGISTRY_CACHE =
      PluginSetting.of(
          "REGISTRY_CACHE",
          SettingKind.SWITCH,
          "0",
          "Keep the layers of builds that ask for cache also in the registry, under the tag "
              + BuildArguments.CACHE_TAG
              + " beside the image: for more than one buildkitd, or one that forgets.");

  @Override
  public String apiVersion() {
    return PluginApi.VERSION;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String describe() {
    return "builds images with a BuildKit daemon, through buildctl";
  }

  @Override
  public List<PluginSetting<?>> settings() {
    return List.of(ADDRESS, BUILDCTL, REGISTRY_CACHE);
  }

  @Override
  public Optional<String> check(PluginSettings settings) {
    try {
      return buildctl(settings).problem();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public ImageBuilder open(PluginSettings settings, Workplace workplace) throws IOException {
    Buildctl buildctl = buildctl(settings);
    FileTimes times = FileTimes.on(workplace.folder());
    AttemptLock.attempts(workplace.folder()).forEach(AttemptFolder::sweep);
    return new BuildKitBuilder(buildctl, times, settings.get(REGISTRY_CACHE), workplace);
  }

  private static Buildctl buildctl(PluginSettings settings) throws IOException {
    Optional<Path> program = settings.find(BUILDCTL);
    String address = settings.get(ADDRESS);
    return program.isPresent()
        ? new Buildctl(program.get(), address)
        : Buildctl.inPath(System.getenv("PATH"), address);
  }

  private static String address(String text) {
    if (!ADDRESSES.matcher(text).matches()) {
      throw new IllegalArgumentException("must be unix:///PATH or tcp://HOST:PORT");
    }
    return text;
  }
}
