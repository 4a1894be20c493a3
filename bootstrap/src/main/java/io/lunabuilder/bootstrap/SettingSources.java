package io.lunabuilder.bootstrap;

import io.lunabuilder.domain.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where settings come from (R1); what comes later in this list wins: defaults, a file, the
 * environment, options of the command line.
 *
 * @param environment of the process
 * @param options of the command line, by the names of the settings that they stand for
 */
record SettingSources(Map<String, String> environment, Map<String, Given> options) {

  SettingSources {
    environment = Map.copyOf(environment);
    options = Map.copyOf(options);
  }

  /** The environment alone, and the file that it names. */
  static SettingSources of(Map<String, String> environment) {
    return new SettingSources(environment, Map.of());
  }

  /** Reads all of them. */
  GivenSettings gather() {
    Map<String, Given> told = fromEnvironment();
    told.putAll(options);
    List<Violation> problems = new ArrayList<>();
    SettingLayers layers = new SettingLayers(problems);
    layers.add(file(told, problems));
    layers.add(fromEnvironment());
    layers.add(options);
    return new GivenSettings(layers.values(), environment, problems);
  }

  private Map<String, Given> fromEnvironment() {
    Map<String, Given> given = new HashMap<>();
    environment.forEach((name, value) -> {
      if (Catalogue.isOurs(name)) {
        given.put(name, new Given(value, Origin.ENVIRONMENT));
      }
    });
    return given;
  }

  private static Map<String, Given> file(Map<String, Given> told, List<Violation> problems) {
    Given named = told.get(ServiceCatalogue.CONFIG.name());
    return named == null || named.value().isEmpty()
        ? Map.of()
        : ConfFile.read(Path.of(named.value()), problems);
  }
}
