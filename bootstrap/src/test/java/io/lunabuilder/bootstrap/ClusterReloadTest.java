package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A service with Kubernetes that reads its settings again")
class ClusterReloadTest extends ClusterTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BEFORE =
      """
      LUNA_BUILDER_BUILD_LIMITS = {"memory": "512Mi"}
      LUNA_BUILDER_REGISTRY_SECRET = first
      LUNA_BUILDER_BUILD_TIMEOUT = 1h
      """;
  private static final String AFTER =
      """
      LUNA_BUILDER_BUILD_LIMITS = {"memory": "640Mi", "cpu": "1"}
      LUNA_BUILDER_REGISTRY_SECRET = second
      LUNA_BUILDER_BUILD_TIMEOUT = 20m
      LUNA_BUILDER_PULL_SECRETS = first, second
      LUNA_BUILDER_TOLERATIONS = dedicated=builds:NoSchedule
      LUNA_BUILDER_POD_ANNOTATIONS = example.com/team=a
      LUNA_BUILDER_KEEP_FAILED_PODS = 2h
      """;

  @Test
  @Tag("R1")
  @Tag("R19")
  @DisplayName("makes the next build's pod by the new ones, and says which wait for the next start")
  void nextPod() throws Exception {
    cluster.addLogins("first", "{\"auths\": {}}");
    cluster.addLogins("second", "{\"auths\": {}}");
    Path file = Files.writeString(folder.resolve("luna.conf"), BEFORE);
    Map<String, String> reload =
        Map.of(
            "LUNA_BUILDER_CONFIG", file.toString(),
            "LUNA_BUILDER_CONFIG_RELOAD", "1",
            "LUNA_BUILDER_PULLING_TIME", "200ms",
            "LUNA_BUILDER_KEEP_PODS", "1h");
    try (RunningService service = cluster.service(reload)) {
      JsonNode before = podOfABuild(service);

      Files.writeString(file, AFTER);
      service.program().awaitLine("Settings changed: ");
      service.program().awaitLine("next start: LUNA_BUILDER_KEEP_FAILED_PODS");
      JsonNode after = podOfABuild(service);

      assertThat(before.toString())
          .contains("\"memory\":\"512Mi\"", "\"secretName\":\"first\"")
          .doesNotContain("\"secretName\":\"second\"", "example.com/team", "dedicated");
      assertThat(after.toString())
          .contains("\"memory\":\"640Mi\"", "\"cpu\":\"1\"", "\"secretName\":\"second\"")
          .contains("\"example.com/team\":\"a\"", "\"key\":\"dedicated\"")
          .doesNotContain("\"memory\":\"512Mi\"", "\"secretName\":\"first\"");
      assertThat(after.at("/spec/imagePullSecrets").findValuesAsText("name"))
          .containsExactly("first", "second");
      assertThat(before.at("/spec/activeDeadlineSeconds").asLong())
          .isEqualTo(after.at("/spec/activeDeadlineSeconds").asLong() + 40 * 60);
    }
  }

  /** Builds, and gives the pod in which it was. */
  private JsonNode podOfABuild(RunningService service) throws Exception {
    String archive = cluster.upload(service, "\nRUN true\n");
    String id = service.submit(ClusterService.request(archive, Map.of())).path("build_id").asText();
    JsonNode build = service.awaitEnd(id);
    assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
    return JSON.readTree(
        cluster.real.kubectl(
            "get",
            "--namespace=" + cluster.namespace,
            "--output=json",
            "pod/luna-builder-" + id + "-1"));
  }
}
