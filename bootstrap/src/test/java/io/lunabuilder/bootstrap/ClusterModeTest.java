package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.testkit.cluster.PodHistory;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("The service with Kubernetes")
class ClusterModeTest extends ClusterTest {
  private static final String SLOW =
      "\nRUN i=0; while [ $i -lt 80 ]; do echo line $i; i=$((i+1)); sleep 0.1; done\n";

  @Test
  @Tag("R10")
  @Tag("R11")
  @Tag("R19")
  @Tag("R20")
  @DisplayName("builds an upload in the default namespace, within limits, on the node asked for")
  void builds() throws Exception {
    try (RunningService service =
        cluster.service(
            Map.of(
                "LUNA_BUILDER_BUILD_LIMITS",
                "{\"cpu\": \"1\", \"memory\": \"512Mi\"}",
                "LUNA_BUILDER_BUILD_LIMITS__EPHEMERAL_STORAGE",
                "1Gi",
                "LUNA_BUILDER_KEEP_PODS",
                "1h"))) {
      assertThat(service.text("/1/builders"))
          .isEqualTo("{\"builders\":[\"kaniko\"],\"default\":\"kaniko\"}");
      String archive = cluster.upload(service, "\nRUN echo hello\n");
      String id =
          service
              .submit(
                  ClusterService.request(
                      archive, Map.of("selector", Map.of("kubernetes.io/hostname", "node1"))))
              .path("build_id")
              .asText();

      JsonNode build = service.awaitEnd(id);

      assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
      assertThat(build.at("/parameters/namespace").asText()).isEqualTo(cluster.namespace);
      assertThat(build.at("/image/digest").asText()).startsWith("sha256:");
      assertThat(service.text("/1/builds/" + id + "/log")).contains("\nhello\n");
      String pod =
          cluster.real.kubectl("get", "-n", cluster.namespace, cluster.pods(), "-o", "json");
      assertThat(pod)
          .contains("\"kubernetes.io/hostname\": \"node1\"")
          .contains("\"ephemeral-storage\": \"1Gi\"", "\"memory\": \"512Mi\"", "\"cpu\": \"1\"");
      assertThat(service.program().output()).doesNotContain("lacks the right");
    }
  }

  @Test
  @Tag("R9")
  @Tag("R19")
  @DisplayName("tells everything that is wrong with a request at once")
  void refuses() throws Exception {
    try (RunningService service =
        cluster.service(Map.of("LUNA_BUILDER_ALLOWED_NAMESPACES", "team-a"))) {
      JsonNode answer =
          service.submit(
              ClusterService.request(
                  "http://files.example.com/a.tar",
                  Map.of(
                      "namespace",
                      "kube-system",
                      "image_builder",
                      "local_kaniko",
                      "selector",
                      Map.of("-bad-", "ok", "disk", "no good"))));

      assertThat(answer.path("violations").findValuesAsText("field"))
          .containsExactlyInAnyOrder(
              "parameters.namespace",
              "parameters.selector",
              "parameters.selector.disk",
              "parameters.image_builder");
      JsonNode foreign =
          service.submit(
              ClusterService.request(
                  "http://files.example.com/a.tar", Map.of("namespace", "team-b")));
      assertThat(foreign.at("/violations/0/problem").asText()).contains("none in which");
    }
  }

  @Test
  @DisplayName("says at start which rights it lacks, and where, once, and builds when it has them")
  void lacksRights() throws Exception {
    cluster.real.kubectl("delete", "rolebinding", "-n", cluster.namespace, "luna-builder");

    try (RunningService service = cluster.service(Map.of())) {
      assertThat(service.program().output())
          .contains("lacks the right to create pods in the namespace " + cluster.namespace)
          .contains("lacks the right to get pods/log in the namespace " + cluster.namespace);
      service.program().awaitLine("cannot be seen for now: pods is forbidden");
      assertThat(service.text("/readiness")).contains("lacks the right to list pods");
      PodHistory history = new PodHistory(cluster.real, cluster.namespace);
      while (history.questionsOfService() < 3) {
        Thread.sleep(100);
      }

      cluster.real.bindShippedRole(cluster.namespace);
      String archive = cluster.upload(service, "\nRUN true\n");
      String id =
          service.submit(ClusterService.request(archive, Map.of())).path("build_id").asText();
      JsonNode build = service.awaitEnd(id);

      assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
      assertThat(service.program().output())
          .containsOnlyOnce("cannot be seen for now")
          .doesNotContain("Exception");
    }
  }

  @Test
  @Tag("R11")
  @DisplayName("is looked through by the doctor: who answers, which rights, how strict")
  void doctor() throws Exception {
    String namespace = cluster.namespace;
    assertThat(doctor(0, Map.of()))
        .containsPattern("ok +cluster +v1[.0-9]+ at https://")
        .contains("all that builds need in the namespace " + namespace)
        .contains("what the namespace " + namespace + " enforces may not be read")
        .containsPattern("ok +builder +docker.io/luna-builder/builder:")
        .doesNotContain("isolation");
    Map<String, String> administrator =
        Map.of("LUNA_BUILDER_KUBECONFIG", cluster.real.administrator().toString());
    assertThat(doctor(0, administrator)).contains(namespace + " enforces baseline");

    assertThat(
            doctor(1, Map.of("LUNA_BUILDER_ALLOWED_NAMESPACES", "team-a", "USE_KUBERNETES", "1")))
        .containsPattern(
            "missing +rights +the service may not create pods in the namespace team-a");
  }

  private String doctor(int exitCode, Map<String, String> more) throws Exception {
    Map<String, String> all = cluster.settings(more);
    all.put("LUNA_BUILDER_DATA_DIR", folder.resolve("data").toString());
    try (Program program = Program.run(all, "doctor")) {
      assertThat(program.awaitEnd()).as(program.output()).isEqualTo(exitCode);
      return program.output();
    }
  }

  @Test
  @DisplayName("that is killed leaves its pod, and the next one takes it over, log and all")
  void killed() throws Exception {
    goesOnAfter("KILL");
  }

  @Test
  @DisplayName("that is told to end leaves its pod, and the next one takes it over, log and all")
  void told() throws Exception {
    goesOnAfter("TERM");
  }

  private void goesOnAfter(String signal) throws Exception {
    String id;
    String pod;
    try (RunningService first = cluster.service(Map.of())) {
      id =
          first
              .submit(ClusterService.request(cluster.upload(first, SLOW), Map.of()))
              .path("build_id")
              .asText();
      first.awaitLog(id, "line 20\n");
      pod = cluster.pods();
      first.program().signal(signal);
      first.program().awaitEnd();
    }

    try (RunningService second = cluster.service(Map.of())) {
      JsonNode build = second.awaitEnd(id);

      assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
      assertThat(build.path("attempt").asInt()).isEqualTo(1);
      String log = second.text("/1/builds/" + id + "/log");
      assertThat(log.lines().filter(line -> line.matches("line \\d+")))
          .as(log)
          .isEqualTo(java.util.stream.IntStream.range(0, 80).mapToObj(i -> "line " + i).toList());
      assertThat(pod).contains(id + "-1");
    }
    assertThat(cluster.pods()).doesNotContain(id);
  }
}
