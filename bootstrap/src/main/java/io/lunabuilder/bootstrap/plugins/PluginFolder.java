package io.lunabuilder.bootstrap.plugins;

import io.lunabuilder.application.plugin.Plugin;
import io.lunabuilder.application.plugin.PluginApi;
import io.lunabuilder.application.plugin.PluginSetting;
import io.lunabuilder.domain.BuilderName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Reads a folder of plug-ins: each is a jar in it, or a folder of jars for one that brings
 * libraries. One that is broken in any way is refused by name, and keeps no other from being used.
 */
public final class PluginFolder {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");
  private static final String JAR = ".jar";

  private final Set<String> taken;
  private final Set<String> names = new HashSet<>();
  private final List<InstalledPlugin> installed = new ArrayList<>();
  private final List<RefusedPlugin> refused = new ArrayList<>();

  private PluginFolder(Set<String> taken) {
    this.taken = Set.copyOf(taken);
  }

  /**
   * Loads all that are in {@code folder}, in the order of their files' names.
   *
   * @param taken names of settings that plug-ins must not claim
   * @throws IOException when the folder cannot be read
   */
  public static Plugins read(Path folder, Set<String> taken) throws IOException {
    PluginFolder plugins = new PluginFolder(taken);
    try (Stream<Path> places = Files.list(folder)) {
      places.filter(PluginFolder::isPlugin).sorted().forEach(plugins::add);
    }
    plugins.installed.sort(Comparator.comparing(InstalledPlugin::name));
    return new Plugins(plugins.installed, plugins.refused);
  }

  /** What begins with a dot is being written, or belongs to a file system. */
  private static boolean isPlugin(Path place) {
    String name = place.getFileName().toString();
    return !name.startsWith(".") && (name.endsWith(JAR) || Files.isDirectory(place));
  }

  private void add(Path place) {
    try {
      List<InstalledPlugin> found = load(place);
      for (InstalledPlugin plugin : found) {
        requireUsable(plugin.plugin());
      }
      found.forEach(plugin -> names.add(plugin.name()));
      installed.addAll(found);
    } catch (IOException | UncheckedIOException e) {
      refuse(place, "it cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      refuse(place, String.valueOf(e.getMessage()));
    } catch (Exception | LinkageError | ServiceConfigurationError e) {
      refuse(place, "it cannot be loaded: " + (e.getCause() == null ? e : e.getCause()));
    }
  }

  private void refuse(Path place, String reason) {
    refused.add(new RefusedPlugin(place, reason));
  }

  private static List<InstalledPlugin> load(Path place) throws IOException {
    List<Path> jars = jars(place);
    PluginLoader loader = new PluginLoader(place.getFileName().toString(), urls(jars));
    List<InstalledPlugin> found =
        ServiceLoader.load(Plugin.class, loader).stream()
            .map(provider -> new InstalledPlugin(provider.get(), place, version(provider.type())))
            .toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "it names no plug-in in META-INF/services/" + Plugin.class.getName());
    }
    return found;
  }

  private static List<Path> jars(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of(readable(place));
    }
    try (Stream<Path> files = Files.list(place)) {
      return files
          .filter(file -> file.toString().endsWith(JAR))
          .sorted()
          .map(PluginFolder::readable)
          .toList();
    }
  }

  /** A class loader passes over files that are no jars without a word. */
  private static Path readable(Path jar) {
    try (JarFile _ = new JarFile(jar.toFile())) {
      return jar;
    } catch (ZipException e) {
      throw new IllegalArgumentException(
          jar.getFileName() + " is no jar, or damaged: copy it again", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<URL> urls(List<Path> jars) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    return urls;
  }

  private static String version(Class<?> type) {
    return Optional.ofNullable(type.getPackage().getImplementationVersion()).orElse("");
  }

  private void requireUsable(Plugin plugin) {
    require(
        PluginApi.runs(plugin.apiVersion()),
        "it was made for version "
            + plugin.apiVersion()
            + " of the plug-in API, and this service has "
            + PluginApi.VERSION
            + ": get a version of it for this service");
    String name = plugin.name();
    require(
        NAME.matcher(name).matches(),
        "\"" + name + "\" is no name for a plug-in: 1 to 30 lowercase letters, digits and -");
    require(!names.contains(name), "there is another plug-in \"" + name + "\": remove one of them");
    String prefix = prefix(name);
    taken.stream()
        .filter(setting -> setting.startsWith(prefix))
        .findFirst()
        .ifPresent(setting -> {
          throw new IllegalArgumentException(
              "its settings would begin with "
                  + prefix
                  + ", as "
                  + setting
                  + " of the service does");
        });
    require(!plugin.describe().isBlank(), "it does not say what it is");
    Set<String> own = new HashSet<>();
    for (PluginSetting<?> setting : plugin.settings()) {
      require(own.add(setting.name()), "it has the setting " + setting.name() + " twice");
    }
    require(!name.equals(BuilderName.KANIKO.value()), "the service has a builder of that name");
  }

  private static void require(boolean rule, String problem) {
    if (!rule) {
      throw new IllegalArgumentException(problem);
    }
  }

  /** What the settings of a plug-in begin with. */
  public static String prefix(String plugin) {
    return "LUNA_BUILDER_" + plugin.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
  }
}
