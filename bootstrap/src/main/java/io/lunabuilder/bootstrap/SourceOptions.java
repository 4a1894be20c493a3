package io.lunabuilder.bootstrap;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that name where settings come from besides the environment. */
final class SourceOptions {
  @Option(names = "--config", paramLabel = "FILE", description = "A .conf file with settings.")
  private @Nullable Path config;

  @Option(
      names = "--luna-config",
      paramLabel = "URL",
      description = "A Luna-Configurator that tells settings, for example http://host:5070/1.")
  private @Nullable List<String> lunaConfig;

  /** What was given of them, by the names of the settings that they stand for. */
  Map<String, Given> given() {
    Map<String, Given> given = new HashMap<>();
    add(given, ServiceCatalogue.CONFIG, "--config", config);
    add(
        given,
        ServiceCatalogue.LUNA_CONFIG,
        "--luna-config",
        lunaConfig == null ? null : String.join(",", lunaConfig));
    return given;
  }

  /** Adds an option that stands for a setting, where it was given. */
  static void add(
      Map<String, Given> options, Setting<?> setting, String option, @Nullable Object value) {
    if (value != null) {
      options.put(setting.name(), new Given(value.toString(), Origin.option(option)));
    }
  }
}
