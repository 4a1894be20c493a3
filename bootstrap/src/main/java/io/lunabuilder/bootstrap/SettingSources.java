package io.lunabuilder.bootstrap;

import io.lunabuilder.bootstrap.plugins.PluginFolder;
import io.lunabuilder.bootstrap.plugins.Plugins;
import io.lunabuilder.domain.Violation;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

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

  /** Which of the layers a Luna-Configurator told. */
  private static final int TOLD = 1;

  SettingSources {
    environment = Map.copyOf(environment);
    options = Map.copyOf(options);
  }

  /** The environment alone, and the file that it names. */
  static SettingSources of(Map<String, String> environment) {
    return new SettingSources(environment, Map.of());
  }

  /**
   * Reads all of them, and the folder of plug-ins that they name.
   *
   * @throws SettingsUnavailableException when the Luna-Configurator does not answer
   */
  GivenSettings gather() {
    List<Violation> problems = new ArrayList<>();
    List<Map<String, Given>> layers = layers(problems);
    return laid(layers, Catalogue.OWN.with(plugins(layers, problems)), problems);
  }

  /** What can be given, with the plug-ins that these sources name; asks no Luna-Configurator. */
  Catalogue catalogue() {
    Map<String, Given> own = new HashMap<>(fromEnvironment());
    own.putAll(options);
    List<Violation> unheard = new ArrayList<>();
    return Catalogue.OWN.with(plugins(List.of(file(own, unheard), own), unheard));
  }

  /**
   * Reads all of them again, with the plug-ins that were loaded before.
   *
   * @throws SettingsUnavailableException when the Luna-Configurator does not answer
   */
  GivenSettings gather(Catalogue known) {
    List<Violation> problems = new ArrayList<>();
    return laid(layers(problems), known, problems);
  }

  /** File, Luna-Configurator, environment, options: the later wins. */
  private List<Map<String, Given>> layers(List<Violation> problems) {
    Map<String, Given> fromEnvironment = fromEnvironment();
    Map<String, Given> own = new HashMap<>(fromEnvironment);
    own.putAll(options);
    Map<String, Given> file = file(own, problems);
    return List.of(file, configurator(own, file), fromEnvironment, options);
  }

  private GivenSettings laid(
      List<Map<String, Given>> layers, Catalogue catalogue, List<Violation> problems) {
    Map<String, Given> told = new HashMap<>(layers.get(TOLD));
    Set<String> ignored = new TreeSet<>(told.keySet());
    ignored.removeIf(name -> catalogue.isKnown(name) && !NAME_SOURCES.contains(name));
    told.keySet().removeAll(ignored);
    SettingLayers laid = new SettingLayers(catalogue, problems);
    for (int layer = 0; layer < layers.size(); layer++) {
      laid.add(layer == TOLD ? told : layers.get(layer));
    }
    return new GivenSettings(laid.values(), environment, problems, ignored, catalogue);
  }

  /** They must be known before all other settings are read, which can be theirs. */
  private static Plugins plugins(List<Map<String, Given>> layers, List<Violation> problems) {
    Setting<Path> setting = PluginCatalogue.PLUGIN_DIR;
    Optional<Given> named =
        layers.reversed().stream()
            .flatMap(layer -> Stream.ofNullable(layer.get(setting.name())))
            .filter(given -> !given.value().isEmpty())
            .findFirst();
    if (named.isEmpty()) {
      return Plugins.NONE;
    }
    try {
      return PluginFolder.read(Path.of(named.get().value()), Catalogue.OWN.reserved());
    } catch (IOException | InvalidPathException e) {
      problems.add(
          new Violation(
              SettingValues.place(setting.name(), named.get()),
              named.get().value(),
              "is no folder that can be read",
              setting.remedy()));
      return Plugins.NONE;
    }
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
      if (Catalogue.OWN.isOurs(name) && !links.contains(name)) {
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
