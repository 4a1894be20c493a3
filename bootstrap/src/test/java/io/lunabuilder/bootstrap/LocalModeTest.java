package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.RealParts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The service without Kubernetes and without a registry")
class LocalModeTest {
  private static final String HELLO = "FROM scratch\nCOPY Dockerfile /hello\n";

  private static DockerRegistry registry;
  private static RunningService service;
  private static String base;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Path busybox = RealParts.busybox();
    registry = DockerRegistry.startOrSkip(folder.resolve("registry"));
    base = registry.push(busybox, "busybox:1");
    service =
        RunningService.in(
            folder,
            Map.of(
                "USE_KUBERNETES", "0",
                "LUNA_BUILDER_INSECURE_REGISTRIES", registry.host(),
                "LUNA_BUILDER_WORKERS", "2",
                "LUNA_BUILDER_BUILD_LIMITS", "{\"cpu\":\"1\"}"));
  }

  @AfterAll
  static void end() throws Exception {
    if (service != null) {
      service.close();
    }
    if (registry != null) {
      registry.close();
    }
  }

  @Test
  @Tag("R12")
  @Tag("R14")
  @Tag("R20")
  @Tag("R22")
  @DisplayName("builds with local kaniko and keeps the image as a tar that docker load takes")
  void buildsAndKeeps() throws Exception {
    String id = service.build("team/hello:1", HELLO);

    JsonNode build = service.awaitEnd(id);

    assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
    assertThat(build.at("/image/digest").asText()).startsWith("sha256:");
    var image = service.bytes("/1/builds/" + id + "/image");
    assertThat(image.statusCode()).isEqualTo(200);
    assertThat(image.body()).hasSize(build.at("/image/size").asInt());
    assertThat(entry(image.body(), "manifest.json")).contains("\"RepoTags\":[\"team/hello:1\"]");
  }

  private static String entry(byte[] archive, String name) throws Exception {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return new String(tar.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    return "there is no " + name;
  }

  @Test
  @Tag("R13")
  @Tag("R14")
  @Tag("R15")
  @DisplayName("names every parameter that this mode refuses, in one answer")
  void refuses() throws Exception {
    Map<String, Object> parameters =
        Map.of(
            "image_name", "team/hello:1",
            "image_builder", "kaniko",
            "namespace", "builds",
            "selector", Map.of("disk", "ssd"));

    JsonNode answer =
        service.submit(Map.of("archive", "upload://nothing", "parameters", parameters));

    assertThat(answer.path("error_code").asInt()).isEqualTo(12024);
    Set<String> fields = new HashSet<>();
    answer.path("violations").forEach(violation -> fields.add(violation.path("field").asText()));
    assertThat(fields)
        .containsExactlyInAnyOrder(
            "parameters.image_builder", "parameters.namespace", "parameters.selector", "archive");
  }

  @Test
  @Tag("R14")
  @DisplayName("wants the builder to be named, since its default is the cluster's")
  void builderIsRequired() throws Exception {
    JsonNode answer =
        service.submit(
            Map.of("archive", "upload://nothing", "parameters", Map.of("image_name", "hello:1")));

    assertThat(answer.path("detail").asText()).contains("image_builder", "local_kaniko");
  }

  @Test
  @Tag("R16")
  @DisplayName("says at its start that limits of builds have no meaning here")
  void buildLimits() throws Exception {
    assertThat(service.program().awaitLine("LUNA_BUILDER_BUILD_LIMITS")).contains("ignored");
  }

  @Test
  @Tag("R17")
  @DisplayName("runs one build at a time, however many workers it has")
  void oneAtATime() throws Exception {
    String first = service.build("team/a:1", "FROM " + base + "\nRUN sleep 1\n");
    String second = service.build("team/b:1", "FROM " + base + "\nRUN sleep 1\n");

    List<JsonNode> ends = List.of(service.awaitEnd(first), service.awaitEnd(second));

    assertThat(ends).allMatch(end -> end.path("status").asText().equals("completed"));
    assertThat(time(ends.get(1), "start_time")).isAfterOrEqualTo(time(ends.get(0), "end_time"));
  }

  private static Instant time(JsonNode build, String name) {
    return Instant.parse(build.path(name).asText());
  }

  @Test
  @DisplayName("stops a running build when it is told to, and forgets it when it is told to")
  void cancelAndForget() throws Exception {
    String id = service.build("team/a:1", "FROM " + base + "\nRUN echo begun; sleep 600\n");
    service.awaitLog(id, "begun");

    int answer = service.post("/1/builds/" + id + "/cancel");

    assertThat(answer).isEqualTo(202);
    assertThat(service.awaitEnd(id).path("status").asText()).isEqualTo("cancelled");
  }

  @Test
  @DisplayName("tells a caller which step of the Dockerfile failed, and with which exit code")
  void failingStep() throws Exception {
    String id = service.build("team/a:1", "FROM " + base + "\nRUN echo oh no; exit 3\n");

    JsonNode failure = service.awaitEnd(id).path("failure");

    assertThat(failure.path("code").asText()).isEqualTo("build_step_failed");
    assertThat(failure.path("exit_code").asInt()).isEqualTo(3);
    assertThat(failure.path("retryable").asBoolean()).isFalse();
    assertThat(failure.path("log_tail").toString()).contains("oh no");
  }

  @Test
  @DisplayName("applies everything else that a request may say")
  void options() throws Exception {
    String dockerfile =
        "FROM " + base + " AS one\nARG WHO\nRUN echo hello $WHO\nFROM one AS two\nRUN exit 9\n";
    String archive = service.upload(Contexts.tar(Map.of("sub/docker/File", dockerfile)));
    Map<String, Object> parameters =
        new HashMap<>(
            Map.of(
                "image_name", "team/options:1",
                "image_builder", "local_kaniko",
                "context", "sub",
                "dockerfile", "docker/File",
                "target", "one",
                "build_args", Map.of("WHO", "reader; touch /x"),
                "labels", Map.of("a.b", "c"),
                "timeout", 60));
    String id =
        service
            .submit(Map.of("archive", archive, "parameters", parameters))
            .path("build_id")
            .asText();

    JsonNode build = service.awaitEnd(id);

    assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
    assertThat(service.text("/1/builds/" + id + "/log")).contains("hello reader; touch /x");
  }
}
