package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.testkit.cluster.TestCluster;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Pods of the service with Kubernetes")
@Tag("R4")
@Timeout(240)
class ClusterPodsTest {
  @TempDir private Path folder;
  private ClusterService cluster;

  @BeforeEach
  void prepare() throws Exception {
    cluster = ClusterService.prepareOrSkip(folder);
  }

  @AfterEach
  void end() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

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
  @DisplayName("removes pods of its own that no build is at, and no others")
  void janitor() throws Exception {
    String orphan =
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
        """;
    cluster.real.apply(orphan.formatted("ours", cluster.namespace, "of-this-test"));
    cluster.real.apply(orphan.formatted("theirs", cluster.namespace, "of-others"));

    try (RunningService service =
        cluster.service(Map.of("LUNA_BUILDER_INSTANCE", "of-this-test"))) {
      long giveUp = System.nanoTime() + 90_000_000_000L;
      while (cluster.pods().contains("pod/ours") && System.nanoTime() < giveUp) {
        Thread.sleep(500);
      }
      assertThat(cluster.pods()).as(service.program().output()).isEqualTo("pod/theirs");
    }
  }
}
