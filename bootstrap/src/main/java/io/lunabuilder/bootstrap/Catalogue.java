package io.lunabuilder.bootstrap;

import io.lunabuilder.bootstrap.plugins.Plugins;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * All settings of the program, and of the plug-ins that are installed. Each stands once, with all
 * that is known of it, in one of the classes named here or in its plug-in; whatever tells of
 * settings is made of them.
 */
final class Catalogue {
  /** Those of the program alone. */
  static final Catalogue OWN =
      new Catalogue(
          Plugins.NONE,
          List.of(
              ServiceCatalogue.SERVICE,
              AccessCatalogue.ACCESS,
              StoreCatalogue.STORE,
              BuildCatalogue.BUILDS,
              BuildCatalogue.IMAGES,
              BuildCatalogue.ARCHIVES,
              BuildCatalogue.LOCAL,
              ClusterCatalogue.CLUSTER,
              PluginCatalogue.PLUGINS));

  /** Read elsewhere: by the command line and by the launcher. */
  private static final Set<String> FOREIGN =
      Set.of(
          "LUNA_BUILDER_SERVER",
          "LUNA_BUILDER_TOKEN",
          "LUNA_BUILDER_CA_FILE",
          "LUNA_BUILDER_TOKEN_FILE",
          "LUNA_BUILDER_HOME",
          "LUNA_BUILDER_OPTS");

  private static final String FILE = "_FILE";

  /** Letters that a name and the one that was meant differ by. */
  private static final LevenshteinDistance FEW = new LevenshteinDistance(3);

  private final Plugins plugins;
  private final List<Section> sections;

  private Catalogue(Plugins plugins, List<Section> sections) {
    this.plugins = plugins;
    this.sections = List.copyOf(sections);
  }

  /** The same with settings of plug-ins. */
  Catalogue with(Plugins others) {
    Stream<Section> theirs = others.installed().stream().map(PluginCatalogue::section);
    return new Catalogue(others, Stream.concat(sections.stream(), theirs).toList());
  }

  /** The plug-ins whose settings are here too. */
  Plugins plugins() {
    return plugins;
  }

  /** All settings, in the order of the documents. */
  List<Section> sections() {
    return sections;
  }

  List<Setting<?>> settings() {
    return sections.stream().<Setting<?>>flatMap(section -> section.settings().stream()).toList();
  }

  List<SettingGroup> groups() {
    return sections.stream().flatMap(section -> section.groups().stream()).toList();
  }

  /** Every name under which a value of a setting can be given, but files of secrets. */
  Set<String> namesOf(Setting<?> setting) {
    return groups().stream()
        .filter(group -> group.whole().equals(setting))
        .findFirst()
        .map(SettingGroup::names)
        .orElseGet(() -> Set.of(setting.name()));
  }

  /** Names of all settings, as in the environment, without keys of groups. */
  Set<String> names() {
    return settings().stream()
        .map(Setting::name)
        .collect(Collectors.toCollection(() -> new TreeSet<>()));
  }

  /** Every name under which a value can be given. */
  Set<String> allNames() {
    Set<String> all = names();
    groups().forEach(group -> all.addAll(group.names()));
    secretNames().forEach(name -> all.add(name + FILE));
    return all;
  }

  /** Names that no plug-in may have. */
  Set<String> reserved() {
    Set<String> all = allNames();
    all.addAll(FOREIGN);
    return all;
  }

  /** The same, and what other parts of the program read. */
  boolean isKnown(String name) {
    return FOREIGN.contains(name) || allNames().contains(name);
  }

  /** Must this name be one that is known? In an environment stand those of others too. */
  boolean isOurs(String name) {
    return name.startsWith("LUNA_BUILDER_")
        || groups().stream().anyMatch(group -> name.startsWith(group.name()))
        || names().contains(name);
  }

  /** Can this name, which is not known, be that of a plug-in whose settings nobody knows? */
  boolean mayBeOfRefused(String name) {
    return !plugins.refused().isEmpty()
        && name.startsWith("LUNA_BUILDER_")
        && namesLike(name).isEmpty();
  }

  /** What to write instead of a name that is not known. */
  String insteadOf(String name) {
    Optional<SettingGroup> group =
        groups().stream().filter(one -> name.startsWith(one.prefix())).findFirst();
    if (group.isPresent() && isKnown(name.substring(group.get().prefix().length()))) {
      return "move it out of the section [" + group.get().name() + "]";
    }
    String near = String.join(" or ", namesLike(name));
    if (!near.isEmpty()) {
      return "write " + near + " if that is meant, or leave it out";
    }
    return group
        .map(one -> "use one of " + String.join(", ", new TreeSet<>(one.names())))
        .orElse("leave it out; luna-builder settings tells all that there are");
  }

  /** Those that differ from it by the fewest letters, if these are few. */
  private List<String> namesLike(String name) {
    Map<Integer, List<String>> byDistance =
        allNames().stream().collect(Collectors.groupingBy(one -> FEW.apply(name, one)));
    return IntStream.rangeClosed(1, FEW.getThreshold())
        .mapToObj(byDistance::get)
        .filter(Objects::nonNull)
        .findFirst()
        .map(names -> names.stream().sorted().toList())
        .orElse(List.of());
  }

  /** Names whose values must be shown nowhere. */
  Set<String> secretNames() {
    Set<String> secrets =
        settings().stream()
            .filter(Setting::secret)
            .map(Setting::name)
            .collect(Collectors.toCollection(() -> new TreeSet<>()));
    groups().forEach(group -> secrets.addAll(group.secretNames()));
    return secrets;
  }

  /** The secret that stands in a file of which {@code name} is the variable. */
  Optional<String> secretInFileOf(String name) {
    return secretNames().stream().filter(secret -> name.equals(secret + FILE)).findFirst();
  }
}
