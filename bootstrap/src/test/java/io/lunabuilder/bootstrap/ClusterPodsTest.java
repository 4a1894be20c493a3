package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.testkit.cluster.TestCluster;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("Pods of the service with Kubernetes")
class ClusterPodsTest extends ClusterTest {
  @Test
  @Tag("R19")
  @DisplayName("builds on another node what was to be built on one that is lost")
  void lostNode() throws Exception {
    String node = "lost-with-" + cluster.namespace;
    cluster.real.addSilentNode(node);
    try (RunningService service =
        cluster.service(Map.of("LUNA_BUILDER_TOLERATIONS", TestCluster.SILENT_TAINT))) {
      String archive = cluster.upload(service, "\nRUN true\n");
      String id =
          service
              .submit(ClusterService.request(archive, Map.of("selector", Map.of("pool", node))))
              .path("build_id")
              .asText();
      cluster.real.awaitNode(cluster.namespace, "luna-builder-" + id + "-1");

      cluster.real.kubectl("taint", "node", node, "gone=:NoExecute");
      cluster.real.kubectl("label", "node", "node1", "pool=" + node, "--overwrite");

      JsonNode build = service.awaitEnd(id);
      assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
      assertThat(build.path("attempt").asInt()).isEqualTo(2);
      assertThat(service.text("/1/builds/" + id + "/log"))
          .contains("Attempt 1 failed (node_lost: DeletionByTaintManager");
    } finally {
      cluster.real.kubectl("label", "node", "node1", "pool-");
      cluster.real.kubectl("delete", "node", node);
    }
  }

  @Test
  @DisplayName("stay for as long as the settings say and go then, and those of others stay")
  void kept() throws Exception {
    addOrphan("ours", "of-this-test");
    addOrphan("theirs", "of-others");
    Map<String, String> clocks =
        Map.of(
            "LUNA_BUILDER_INSTANCE", "of-this-test",
            "LUNA_BUILDER_KEEP_PODS", "5s",
            "LUNA_BUILDER_KEEP_FAILED_PODS", "1h");

    try (RunningService service = cluster.service(clocks)) {
      String good = built(service, "\nRUN true\n", "completed");
      String bad = built(service, "\nRUN false\n", "error");

      assertThat(cluster.pods()).contains(good, bad);
      cluster.real.kubectl(
          "wait", "-n", cluster.namespace, "--for=delete", "pod/ours", good, "--timeout=90s");
      assertThat(cluster.pods().lines()).containsExactlyInAnyOrder("pod/theirs", bad);
    }
  }

  private void addOrphan(String name, String instance) throws Exception {
    cluster.real.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: %s
          namespace: %s
          labels:
            app.kubernetes.io/managed-by: luna-builder
            luna-builder.io/instance: %s
            luna-builder.io/build: 0199c9a4-93f5-7c1e-b0aa-2f6a4c1d9e77
            luna-builder.io/attempt: "1"
        spec:
          terminationGracePeriodSeconds: 0
          containers:
            - {name: build, image: docker.io/luna-builder/pause:1}
        """
            .formatted(name, cluster.namespace, instance));
  }

  /** Builds to the end; gives the name of the pod. */
  private String built(RunningService service, String steps, String end) throws Exception {
    String archive = cluster.upload(service, steps);
    String id = service.submit(ClusterService.request(archive, Map.of())).path("build_id").asText();
    assertThat(service.awaitEnd(id).path("status").asText()).isEqualTo(end);
    return "pod/luna-builder-" + id + "-1";
  }
}
