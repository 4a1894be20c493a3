package io.lunabuilder.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.bootstrap.plugins.PluginJar;
import io.lunabuilder.testkit.InMemoryBuildStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A service with plug-ins")
class InstalledPluginsTest {
  private static final Map<String, String> CHOSEN =
      Map.of(
          "LUNA_BUILDER_ENABLED_BUILDERS", "scribe, stubborn, clumsy, scrib",
          "LUNA_BUILDER_CLUMSY_PASSWORD", "mellon-8264",
          "LUNA_BUILDER_SCRIBE_GREETING", "good evening",
          "LUNA_BUILDER_SCRIBE_PASSWORD", "sesame-9431");

  private static Path work;
  private static Path jars;
  private static RunningService service;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    work = folder;
    jars = Files.createDirectory(folder.resolve("plug-ins"));
    compiled("Scribe").into(jars.resolve("scribe.jar"), "sample.Scribe");
    compiled("Idle").into(jars.resolve("idle.jar"), "sample.Idle");
    compiled("Stubborn").into(jars.resolve("stubborn.jar"), "sample.Stubborn");
    compiled("Clumsy").into(jars.resolve("clumsy.jar"), "sample.Clumsy");
    compiled("Memo").into(jars.resolve("memo.jar"), "sample.Memo");
    compiled("Nosy").into(jars.resolve("curious.jar"), "sample.Nosy");
    Files.writeString(jars.resolve("noise.jar"), "this is no jar");
    service = RunningService.in(folder, with(CHOSEN));
  }

  @AfterAll
  static void end() {
    if (service != null) {
      service.close();
    }
  }

  @Test
  @DisplayName("builds with the one that a request names, out of an archive that another brings")
  void builds() throws Exception {
    JsonNode build = service.awaitEnd(submit("scribe").path("build_id").asText());

    assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
    String id = build.path("build_id").asText();
    assertThat(service.text("/1/builds/" + id + "/log"))
        .contains("good evening, FROM memo", "the password is ***")
        .doesNotContain("sesame-9431");
    assertThat(service.bytes("/1/builds/" + id + "/image").body())
        .asString()
        .isEqualTo("FROM memo\n");
  }

  @Test
  @Tag("R13")
  @DisplayName("offers without Kubernetes those that are enabled and could be opened (R13)")
  void offers() throws Exception {
    assertThat(service.get("/1/builders").path("builders"))
        .extracting(JsonNode::asText)
        .containsExactly("local_kaniko", "scribe");
    assertThat(submit("idle").toString()).contains("is not available", "local_kaniko", "scribe");
    assertThat(submit("stubborn").toString()).contains("is not available");
  }

  @Test
  @DisplayName("answers a link at which its source fails with the field and the plug-in")
  void sourceFails() throws Exception {
    JsonNode answer = service.submit(request("scribe", "nosy:neighbour"));

    assertThat(answer.toString())
        .contains("\"archive\"", "the plug-in curious failed")
        .doesNotContain("nobody in");
  }

  @Test
  @DisplayName("says at its start which there are, and which cannot be used and why")
  void says() {
    assertThat(service.program().output())
        .contains("Plug-in scribe 2.3.4 from " + jars.resolve("scribe.jar"))
        .contains("The plug-in stubborn cannot be used: it wants a larger office")
        .contains("The plug-in clumsy cannot be used: ", "no luck with ***")
        .doesNotContain("mellon-8264")
        .contains("LUNA_BUILDER_ENABLED_BUILDERS names scrib, which is no builder")
        .contains("The plug-in " + jars.resolve("noise.jar") + " is refused: noise.jar is no jar");
  }

  @Test
  @DisplayName("tells them and their settings in /config, without secrets")
  void config() throws Exception {
    JsonNode config = service.get("/config");

    assertThat(config.at("/LUNA_BUILDER_SCRIBE_GREETING/value").asText()).isEqualTo("good evening");
    assertThat(config.at("/LUNA_BUILDER_SCRIBE_PAGES/value").asText()).isEqualTo("3");
    assertThat(config.at("/LUNA_BUILDER_SCRIBE_PASSWORD/value").asText()).isEqualTo("***");
    assertThat(config.at("/plug-in scribe 2.3.4/value").asText())
        .isEqualTo("writes images by hand");
    assertThat(config.at("/plug-in noise.jar/value").asText()).startsWith("refused: ");
  }

  @Test
  @DisplayName("tells them in doctor, with what each misses, and in the help of serve")
  void doctorAndHelp() throws Exception {
    assertThat(output(1, with(CHOSEN), "doctor"))
        .contains("scribe 2.3.4: writes images by hand")
        .contains("idle 2.3.4", "give it something to do")
        .contains("its own check failed", "no luck with ***")
        .doesNotContain("mellon-8264")
        .contains("noise.jar is refused");
    assertThat(output(0, with(CHOSEN), "serve", "--help"))
        .contains("plug-in scribe 2.3.4: writes images by hand")
        .contains("plug-in noise.jar: refused");
    assertThat(output(0, with(CHOSEN), "settings"))
        .contains("LUNA_BUILDER_SCRIBE_PAGES", "1 to 9; default 3", "How many pages.");
  }

  @Test
  @DisplayName("does not start with a wrong value of theirs, or a builder that is not installed")
  void wrongSettings() throws Exception {
    Files.createDirectory(work.resolve("whole"));
    compiled("Scribe").into(work.resolve("whole/scribe.jar"), "sample.Scribe");
    Map<String, String> wrong =
        new HashMap<>(
            Map.of(
                "LUNA_BUILDER_PLUGIN_DIR", work.resolve("whole").toString(),
                "LUNA_BUILDER_ENABLED_BUILDERS", "scrib",
                "LUNA_BUILDER_STORE", "keeper",
                "LUNA_BUILDER_SCRIBE_PAGES", "10",
                "LUNA_BUILDER_SCRIBE_MOOD", "so so",
                "LUNA_BUILDER_SCRIBE_INK", "blue",
                "LUNA_BUILDER_SCRIBE_DESK", "http://scribe:sesame-9431@[desk/",
                "LUNA_BUILDER_SCRIBE_HOME", "sesame 9431",
                "LUNA_BUILDER_SCRIBE_GRETING", "hi"));

    assertThat(output(2, wrong, "serve"))
        .contains("LUNA_BUILDER_SCRIBE_PAGES", "must be a number from 1 to 9")
        .contains("LUNA_BUILDER_SCRIBE_MOOD \"so so\": is no such value (good or bad)")
        .contains("LUNA_BUILDER_SCRIBE_INK \"blue\": is no such value (colour)")
        .contains("LUNA_BUILDER_SCRIBE_DESK", "LUNA_BUILDER_SCRIBE_HOME", "http or https URL")
        .doesNotContain("sesame", "9431")
        .contains("LUNA_BUILDER_SCRIBE_GRETING", "write LUNA_BUILDER_SCRIBE_GREETING")
        .contains("LUNA_BUILDER_ENABLED_BUILDERS", "not installed; there are [scribe]")
        .contains("LUNA_BUILDER_STORE", "is no store that is installed");
  }

  @Test
  @DisplayName("keeps its builds in the store that its settings name")
  void store() throws Exception {
    Path folder = Files.createDirectories(work.resolve("kept/plug-ins"));
    PluginJar keeper = compiled("Keeper");
    keeper.with(InMemoryBuildStore.class).into(folder.resolve("keeper.jar"), "sample.Keeper");
    compiled("Scribe").into(folder.resolve("scribe.jar"), "sample.Scribe");
    compiled("Memo").into(folder.resolve("memo.jar"), "sample.Memo");
    Map<String, String> settings =
        Map.of(
            "LUNA_BUILDER_PLUGIN_DIR", folder.toString(),
            "LUNA_BUILDER_ENABLED_BUILDERS", "scribe",
            "LUNA_BUILDER_STORE", "keeper");
    try (RunningService keeping = RunningService.in(work.resolve("kept"), settings)) {
      String id = keeping.submit(request("scribe")).path("build_id").asText();

      assertThat(keeping.awaitEnd(id).path("status").asText()).isEqualTo("completed");
      Path keepers = work.resolve("kept/data/plugins/keeper");
      assertThat(keepers).isEmptyDirectory();
      Files.createFile(keepers.resolve("ill"));
      assertThat(keeping.text("/readiness"))
          .contains("\"store\"", "the plug-in keeper cannot tell how it is", "a headache");
    }
  }

  private static JsonNode submit(String builder) throws IOException, InterruptedException {
    return service.submit(request(builder));
  }

  private static Map<String, Object> request(String builder) {
    return request(builder, "memo:FROM%20memo");
  }

  private static Map<String, Object> request(String builder, String archive) {
    return Map.of(
        "archive",
        archive,
        "parameters",
        Map.of("image_name", "team/hello:1", "image_builder", builder));
  }

  private static String output(int exitCode, Map<String, String> settings, String... command)
      throws Exception {
    try (Program program = Program.run(settings, command)) {
      assertThat(program.awaitEnd()).as(program.output()).isEqualTo(exitCode);
      return program.output().replaceAll("\\s+", " ");
    }
  }

  private static Map<String, String> with(Map<String, String> chosen) {
    Map<String, String> settings = new HashMap<>(chosen);
    settings.put("LUNA_BUILDER_PLUGIN_DIR", jars.toString());
    return settings;
  }

  private static PluginJar compiled(String name) throws IOException {
    try (var source = InstalledPluginsTest.class.getResourceAsStream("plugins/" + name + ".txt")) {
      return PluginJar.compile(
          Files.createTempDirectory(work, name), name, new String(source.readAllBytes(), UTF_8));
    }
  }
}
