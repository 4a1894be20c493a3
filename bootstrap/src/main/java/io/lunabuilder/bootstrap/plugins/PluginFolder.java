package io.lunabuilder.bootstrap.plugins;

import io.lunabuilder.application.plugin.Plugin;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Reads a folder of plug-ins: each is a jar in it, or a folder of jars for one that brings
 * libraries. One that is broken in any way is refused by name, and keeps no other from being used.
 */
public final class PluginFolder {
  private static final String JAR = ".jar";

  /** A disk of its own has it at its root, for root alone. */
  private static final String FOUND_BY_FSCK = "lost+found";

  private static final String LATER_JAVA =
      "it was compiled for a later Java, and this service runs on Java "
          + Runtime.version().feature()
          + ": get a version of it for that; ";

  private final List<InstalledPlugin> installed = new ArrayList<>();
  private final List<RefusedPlugin> refused = new ArrayList<>();
  private PluginRules rules;

  private PluginFolder(Set<String> taken) {
    this.rules = PluginRules.beside(taken);
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
    return !name.startsWith(".")
        && !name.equals(FOUND_BY_FSCK)
        && (name.endsWith(JAR) || Files.isDirectory(place));
  }

  private void add(Path place) {
    try {
      List<InstalledPlugin> found = load(place);
      PluginRules tried = rules.copy();
      found.forEach(tried::require);
      rules = tried;
      installed.addAll(found);
    } catch (IOException e) {
      refuse(place, "it cannot be read: " + words(e));
    } catch (IllegalArgumentException e) {
      refuse(place, String.valueOf(e.getMessage()));
    } catch (UnsupportedClassVersionError e) {
      refuse(place, LATER_JAVA + e.getMessage());
    } catch (Exception | Error e) {
      refuse(place, "it cannot be loaded: " + (e.getCause() == null ? e : e.getCause()));
    }
  }

  private static String words(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "it is not there";
      case AccessDeniedException denied -> denied.getFile() + " may not be read by this user";
      default -> String.valueOf(failure.getMessage());
    };
  }

  private void refuse(Path place, String reason) {
    refused.add(new RefusedPlugin(place, reason));
  }

  private static List<InstalledPlugin> load(Path place) throws IOException {
    List<Path> jars = jars(place);
    PluginLoader loader = new PluginLoader(place.getFileName().toString(), urls(jars));
    List<InstalledPlugin> found =
        ServiceLoader.load(Plugin.class, loader).stream()
            .map(ServiceLoader.Provider::get)
            .map(plugin -> asked(plugin, place))
            .toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "it names no plug-in in META-INF/services/" + Plugin.class.getName());
    }
    return found;
  }

  /** All that it says of itself; of one for another API nothing else can be asked. */
  private static InstalledPlugin asked(Plugin plugin, Path place) {
    PluginRules.requireVersion(PluginRules.said(plugin.apiVersion(), "apiVersion()"));
    return new InstalledPlugin(
        plugin,
        PluginRules.said(plugin.name(), "name()"),
        PluginRules.said(plugin.describe(), "describe()"),
        PluginRules.said(plugin.settings(), "settings()"),
        place,
        version(plugin.getClass()));
  }

  private static List<Path> jars(Path place) throws IOException {
    List<Path> jars = List.of(place);
    if (Files.isDirectory(place)) {
      try (Stream<Path> files = Files.list(place)) {
        jars = files.filter(file -> file.toString().endsWith(JAR)).sorted().toList();
      }
    }
    if (jars.isEmpty()) {
      throw new IllegalArgumentException("this folder has no jars");
    }
    for (Path jar : jars) {
      requireJar(jar);
    }
    return jars;
  }

  /** A class loader passes over files that are no jars without a word. */
  private static void requireJar(Path jar) throws IOException {
    try (JarFile _ = new JarFile(jar.toFile())) {
      // It can be opened.
    } catch (ZipException e) {
      throw new IllegalArgumentException(
          jar.getFileName() + " is no jar, or damaged: copy it again", e);
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

  /** What the settings of a plug-in begin with. */
  public static String prefix(String plugin) {
    return "LUNA_BUILDER_" + plugin.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
  }
}
