package io.lunabuilder.bootstrap.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A folder of plug-ins")
class PluginFolderTest {
  private static final Set<String> TAKEN = Set.of("LUNA_BUILDER_REDIS_PREFIX");

  @TempDir private Path work;
  private Path folder;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectory(work.resolve("plug-ins"));
  }

  @Test
  @DisplayName("gives each jar's plug-in, with its version, by name")
  void installs() throws IOException {
    sample("zebra", "").into(folder.resolve("a.jar"), "sample.Sample");
    sample("ant", "").into(folder.resolve("b.jar"), "sample.Sample");

    Plugins plugins = read();

    assertThat(plugins.refused()).isEmpty();
    assertThat(plugins.installed())
        .extracting(InstalledPlugin::title)
        .containsExactly("ant 2.3.4", "zebra 2.3.4");
    assertThat(plugins.installed().getFirst().plugin().getClass().getClassLoader())
        .isNotSameAs(plugins.installed().getLast().plugin().getClass().getClassLoader());
  }

  @Test
  @DisplayName("takes a folder of jars for one plug-in with its libraries")
  void withLibraries() throws IOException {
    PluginJar plugin = sample("ant", "new Library();");
    PluginJar.compile(work.resolve("lib"), "Library", LIBRARY).into(folder.resolve("ant/lib.jar"));
    plugin.without("Library").into(folder.resolve("ant/plugin.jar"), "sample.Sample");

    assertThat(read().refused()).isEmpty();
    assertThat(read().installed()).extracting(InstalledPlugin::name).containsExactly("ant");
  }

  @Test
  @DisplayName("shows a plug-in the plug-in API, and nothing else of the service or its libraries")
  void isolated() throws IOException {
    sample("ant", "").into(folder.resolve("ant.jar"), "sample.Sample");
    ClassLoader loader = read().installed().getFirst().plugin().getClass().getClassLoader();

    assertThat(List.of("io.lunabuilder.domain.BuildJob", "java.sql.Driver"))
        .allSatisfy(name ->
            assertThat(Class.forName(name, false, loader)).hasToString("interface " + name));
    for (String hidden :
        List.of(
            "io.lunabuilder.bootstrap.Main",
            "io.lunabuilder.application.BuildRunner",
            "io.javalin.Javalin",
            "com.fasterxml.jackson.databind.ObjectMapper")) {
      assertThatThrownBy(() -> Class.forName(hidden, false, loader))
          .isInstanceOf(ClassNotFoundException.class);
    }
    assertThat(loader.getResource("logback.xml")).isNull();
  }

  @Test
  @DisplayName("refuses what is broken, each by name and cause, and keeps what is not")
  void refuses() throws IOException {
    sample("ant", "").into(folder.resolve("ant.jar"), "sample.Sample");
    Files.writeString(folder.resolve("b-noise.jar"), "this is no jar");
    sample("nameless", "").into(folder.resolve("c-nameless.jar"));
    sample("gone", "").into(folder.resolve("d-gone.jar"), "sample.Gone");
    sample("thrower", "if (true) throw new IllegalStateException(\"no luck\");")
        .into(folder.resolve("e-throws.jar"), "sample.Sample");
    sample("lacks", "new Library();")
        .without("Library")
        .into(folder.resolve("f-lacks.jar"), "sample.Sample");
    sample("ant", "").into(folder.resolve("g-second.jar"), "sample.Sample");
    sample("redis", "").into(folder.resolve("h-redis.jar"), "sample.Sample");
    sample("No Name", "").into(folder.resolve("i-name.jar"), "sample.Sample");
    sample("kaniko", "").into(folder.resolve("j-kaniko.jar"), "sample.Sample");
    PluginJar.compile(work.resolve("later"), "Sample", SAMPLE.formatted("\"1.999\"", "later", ""))
        .into(folder.resolve("k-later.jar"), "sample.Sample");

    Plugins plugins = read();

    assertThat(plugins.installed()).extracting(InstalledPlugin::name).containsExactly("ant");
    assertThat(plugins.refused())
        .extracting(plugin -> plugin.place().getFileName() + ": " + plugin.reason())
        .satisfiesExactly(
            reason -> assertThat(reason).startsWith("b-noise.jar: b-noise.jar is no jar"),
            reason -> assertThat(reason).contains("c-nameless", "names no plug-in in META-INF"),
            reason -> assertThat(reason).contains("d-gone", "sample.Gone"),
            reason -> assertThat(reason).contains("e-throws", "no luck"),
            reason -> assertThat(reason).contains("f-lacks", "sample/Library"),
            reason -> assertThat(reason).contains("g-second", "another plug-in \"ant\""),
            reason ->
                assertThat(reason)
                    .contains("h-redis", "LUNA_BUILDER_REDIS_", "LUNA_BUILDER_REDIS_PREFIX"),
            reason -> assertThat(reason).contains("i-name", "\"No Name\" is no name"),
            reason -> assertThat(reason).contains("j-kaniko", "builder of that name"),
            reason -> assertThat(reason).contains("k-later", "version 1.999", "this service has"));
  }

  @Test
  @DisplayName("refuses plug-ins that one jar brings under the same name")
  void twins() throws IOException {
    sample("ant", "").into(folder.resolve("ant.jar"), "sample.Sample", "sample.Sample$Twin");

    assertThat(read().installed()).isEmpty();
    assertThat(read().refused())
        .singleElement()
        .satisfies(plugin -> assertThat(plugin.reason()).contains("another plug-in \"ant\""));
  }

  @Test
  @DisplayName("refuses a plug-in whose settings would be those of another")
  void sameSettings() throws IOException {
    sample("ant", "").into(folder.resolve("a.jar"), "sample.Sample");
    sample("ant-hill", "").into(folder.resolve("b.jar"), "sample.Sample");

    assertThat(read().installed()).extracting(InstalledPlugin::name).containsExactly("ant");
    assertThat(read().refused().getFirst().reason())
        .contains("LUNA_BUILDER_ANT_HILL_QUIET", "the plug-in \"ant\"");
  }

  @Test
  @DisplayName("refuses a plug-in that fails in any other way, or says nothing")
  void failsLater() throws IOException {
    sample("ant", "").into(folder.resolve("a.jar"), "sample.Sample");
    PluginJar.compile(work.resolve("n"), "Sample", SAMPLE.formatted("null", "b", ""))
        .into(folder.resolve("b.jar"), "sample.Sample");
    PluginJar.compile(work.resolve("e"), "Sample", SAMPLE.formatted("fail()", "c", ""))
        .into(folder.resolve("c.jar"), "sample.Sample");

    assertThat(read().installed()).extracting(InstalledPlugin::name).containsExactly("ant");
    assertThat(read().refused())
        .extracting(RefusedPlugin::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).isEqualTo("its apiVersion() is null"),
            reason -> assertThat(reason).contains("it cannot be loaded", "no luck at all"));
  }

  @Test
  @DisplayName("asks a plug-in once what it is, so that it cannot change its mind or fail then")
  void askedOnce() throws IOException {
    sample("ant", "").into(folder.resolve("a.jar"), "sample.Sample$Fickle");

    InstalledPlugin plugin = read().installed().getFirst();

    assertThat(plugin.name()).isEqualTo("fickle");
    assertThat(plugin.description()).isEqualTo("says it once");
    assertThat(plugin.settings()).isEmpty();
  }

  @Test
  @DisplayName("says what to do about a plug-in for a later Java, and one that is gone")
  void laterJava() throws IOException {
    Path jar = sample("ant", "").later().into(folder.resolve("a.jar"), "sample.Sample");
    Files.createSymbolicLink(folder.resolve("b.jar"), work.resolve("nowhere"));
    Files.createDirectory(folder.resolve("c"));

    assertThat(jar).exists();
    assertThat(read().refused())
        .extracting(RefusedPlugin::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).contains("later Java", "runs on Java"),
            reason -> assertThat(reason).isEqualTo("it cannot be read: it is not there"),
            reason -> assertThat(reason).contains("has no jars"));
  }

  @Test
  @DisplayName("that is not there is an error")
  void missing() {
    assertThatThrownBy(() -> PluginFolder.read(work.resolve("nowhere"), TAKEN))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  @DisplayName("leaves alone what is no jar, and what begins with a dot")
  void leavesAlone() throws IOException {
    Files.writeString(folder.resolve("README.md"), "plug-ins go here");
    Files.writeString(folder.resolve(".half-copied.jar"), "");
    Files.createDirectory(folder.resolve("lost+found"));

    assertThat(read()).isEqualTo(Plugins.NONE);
  }

  private Plugins read() throws IOException {
    return PluginFolder.read(folder, TAKEN);
  }

  private PluginJar sample(String name, String inConstructor) throws IOException {
    return PluginJar.compile(
        work.resolve(name + inConstructor.length()),
        "Sample",
        SAMPLE.formatted("PluginApi.VERSION", name, inConstructor));
  }

  private static final String LIBRARY = "package sample; public class Library {}";

  private static final String SAMPLE =
      """
      package sample;
      import io.lunabuilder.application.plugin.*;
      import io.lunabuilder.application.port.*;
      import io.lunabuilder.application.setting.*;
      import java.util.*;
      public class Sample implements SourcePlugin {
        public String apiVersion() { return %s; }
        public String name() { return "%s"; }
        public String describe() { return "a sample"; }
        public Sample() { %s }
        public ArchiveSource open(PluginSettings settings) { throw new IllegalStateException(); }
        public List<PluginSetting<?>> settings() {
          String name = name().equals("ant") ? "HILL_QUIET" : "QUIET";
          return List.of(PluginSetting.optional(name, SettingKind.SWITCH, "Is it quiet?"));
        }
        static String fail() { throw new AssertionError("no luck at all"); }
        public static class Twin extends Sample {}
        public static class Fickle extends Sample {
          private final Iterator<String> names = List.of("fickle").iterator();
          private final Iterator<String> words = List.of("says it once").iterator();
          public String name() { return names.next(); }
          public String describe() { return words.next(); }
          public List<PluginSetting<?>> settings() { return List.of(); }
        }
      }
      class Library {}
      """;
}
