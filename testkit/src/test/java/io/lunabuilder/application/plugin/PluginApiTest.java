package io.lunabuilder.application.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.BuildJob;
import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.model.JApiChangeStatus;
import japicmp.model.JApiClass;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The plug-in API")
class PluginApiTest {
  private static final List<String> PACKAGES =
      List.of("domain", "application/port", "application/plugin", "application/setting");

  /** What each version of the API was; {@code ./dev/plugin-api} writes them. */
  private static final Path PUBLISHED = published();

  @TempDir private Path folder;

  @Test
  @DisplayName("breaks no plug-in that was made for its major version")
  void keepsItsPromise() throws IOException {
    Path now = current();
    String major = PluginApi.VERSION.replaceFirst("\\..*", ".");
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(PUBLISHED, major + "*.jar")) {
      for (Path version : kept) {
        assertThat(changed(version, now).filter(PluginApiTest::breaks).map(PluginApiTest::words))
            .as("plug-ins for %s break: keep what was there, or raise the major version", version)
            .isEmpty();
      }
    }
  }

  @Test
  @DisplayName("grows in a later minor version alone")
  void growsByVersions() throws IOException {
    Path kept = PUBLISHED.resolve(PluginApi.VERSION + ".jar");

    assertThat(kept).as("PluginApi.VERSION was raised: run ./dev/plugin-api").isRegularFile();
    assertThat(changed(kept, current()).map(PluginApiTest::words))
        .as("the API is not that of %s: raise PluginApi.VERSION, then run ./dev/plugin-api", kept)
        .isEmpty();
  }

  @ParameterizedTest(name = "of version {0} runs a plug-in for {1}: {2}")
  @CsvSource({
    "1.0, 1.0, true",
    "1.4, 1.0, true",
    "1.4, 1.4, true",
    "1.4, 1.5, false",
    "2.0, 1.9, false",
    "1.0, 2.0, false",
    "1.0, 1, false",
    "1.0, newest, false",
    "1.0, 1.0.1, false"
  })
  void runs(String own, String wanted, boolean runs) {
    assertThat(PluginApi.runs(wanted, own)).isEqualTo(runs);
  }

  private static Stream<JApiClass> changed(Path old, Path current) {
    JarArchiveComparatorOptions options = new JarArchiveComparatorOptions();
    options.getIgnoreMissingClasses().setIgnoreAllMissingClasses(true);
    return new JarArchiveComparator(options)
            .compare(
                new JApiCmpArchive(old.toFile(), "published"),
                new JApiCmpArchive(current.toFile(), "current"))
            .stream()
            .filter(type -> type.getChangeStatus() != JApiChangeStatus.UNCHANGED);
  }

  private static boolean breaks(JApiClass type) {
    return !type.isBinaryCompatible() || !type.isSourceCompatible();
  }

  private static String words(JApiClass type) {
    String members =
        Stream.concat(type.getMethods().stream(), type.getConstructors().stream())
            .filter(member -> member.getChangeStatus() != JApiChangeStatus.UNCHANGED)
            .map(member -> member.getName() + " " + member.getChangeStatus())
            .collect(Collectors.joining(", "));
    return type.getFullyQualifiedName() + " " + type.getCompatibilityChanges() + " " + members;
  }

  /** The four packages of the modules, which are folders of classes, or jars once Maven packed. */
  private Path current() throws IOException {
    Path jar = folder.resolve("current.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type : List.of(BuildJob.class, PluginApi.class)) {
        Path module =
            Path.of(
                URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (Files.isDirectory(module)) {
          copyPackages(module, out);
        } else {
          try (FileSystem inside = FileSystems.newFileSystem(module)) {
            copyPackages(inside.getPath("/"), out);
          }
        }
      }
    }
    return jar;
  }

  private static void copyPackages(Path root, JarOutputStream out) throws IOException {
    for (String name : PACKAGES) {
      Path here = root.resolve("io/lunabuilder").resolve(name);
      if (Files.isDirectory(here)) {
        copy(root, here, out);
      }
    }
  }

  private static void copy(Path root, Path here, JarOutputStream out) throws IOException {
    try (Stream<Path> classes = Files.list(here)) {
      for (Path file : classes.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(root.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
  }

  private static Path published() {
    return Path.of(
        URI.create(
            Objects.requireNonNull(PluginApiTest.class.getResource("published")).toString()));
  }
}
