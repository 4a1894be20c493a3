package io.lunabuilder.bootstrap;

import io.lunabuilder.domain.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where settings come from (R1); what comes later in this list wins: defaults, a file, a
 * Luna-Configurator, the environment, options of the command line.
 *
 * @param environment of the process
 * @param options of the command line, by the names of the settings that they stand for
 */
record SettingSources(Map<String, String> environment, Map<String, Given> options) {
  /** They name other sources, so they have no meaning there. */
  private static final Set<String> NAME_SOURCES =
      Set.of(ServiceCatalogue.CONFIG.name(), ServiceCatalogue.LUNA_CONFIG.name());

  SettingSources {
    environment = Map.copyOf(environment);
    options = Map.copyOf(options);
  }

  /** The environment alone, and the file that it names. */
  static SettingSources of(Map<String, String> environment) {
    return new SettingSources(environment, Map.of());
  }

  /**
   * Reads all of them.
   *
   * @throws SettingsUnavailableException when the Luna-Configurator does not answer
   */
  GivenSettings gather() {
    Map<String, Given> fromEnvironment = fromEnvironment();
    Map<String, Given> own = new HashMap<>(fromEnvironment);
    own.putAll(options);
    List<Violation> problems = new ArrayList<>();
    Map<String, Given> file = file(own, problems);
    Map<String, Given> told = new HashMap<>(configurator(own, file));
    Set<String> ignored = new TreeSet<>(told.keySet());
    ignored.removeIf(name -> Catalogue.isKnown(name) && !NAME_SOURCES.contains(name));
    told.keySet().removeAll(ignored);
    SettingLayers layers = new SettingLayers(problems);
    layers.add(file);
    layers.add(told);
    layers.add(fromEnvironment);
    layers.add(options);
    return new GivenSettings(layers.values(), environment, problems, ignored);
  }

  /** What is wrong about its addresses is told with all other settings. */
  private static Map<String, Given> configurator(Map<String, Given> own, Map<String, Given> file) {
    String name = ServiceCatalogue.LUNA_CONFIG.name();
    Given named = own.getOrDefault(name, file.get(name));
    if (named == null || named.value().isEmpty()) {
      return Map.of();
    }
    try {
      return Configurator.at(ServiceCatalogue.LUNA_CONFIG.kind().parser().apply(named.value()))
          .fetch();
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  private Map<String, Given> fromEnvironment() {
    Map<String, Given> given = new HashMap<>();
    Set<String> links = ServiceLinks.among(environment);
    environment.forEach((name, value) -> {
      if (Catalogue.isOurs(name) && !links.contains(name)) {
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
