package io.lunabuilder.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.domain.NodeSelector;
import io.lunabuilder.testkit.Background;
import io.lunabuilder.testkit.Heard;
import io.lunabuilder.testkit.cluster.TestCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@DisplayName("A build whose pod the cluster takes away, or does not start, says why:")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TakenPodsTest extends RealPodTest {
  /** Takes about a minute, in which the other tests run. */
  private static Background<BuilderResult> onDeletedNode;

  @BeforeAll
  static void start() throws Exception {
    onDeletedNode = Background.run(TakenPodsTest::resultOnDeletedNode);
  }

  @AfterAll
  static void stop() throws Exception {
    if (onDeletedNode != null) {
      onDeletedNode.close();
    }
  }

  @Test
  @DisplayName("its pod was deleted by hand")
  void deletedByHand() throws Exception {
    BuildJob.InProgress job = rig.job("FROM base\nRUN echo begun && sleep 90\n");
    try (RunningBuild build = rig.builder().start(job, heard)) {
      heard.await("begun"::equals);

      rig.kubectl("delete", "pod", "-n", rig.namespace, rig.podOf(job), "--wait=false");

      Failure failure = failure(build.await());
      assertThat(failure.code()).as(failure.toString()).isEqualTo(FailureCode.POD_DELETED);
    }
    assertThat(heard.lines()).contains("begun");
  }

  @Test
  @DisplayName("its pod was evicted")
  void evicted() throws Exception {
    BuildJob.InProgress job = rig.job("FROM base\nRUN echo begun && sleep 90\n");
    try (RunningBuild build = rig.builder().start(job, heard)) {
      heard.await("begun"::equals);

      rig.cluster.evict(rig.namespace, rig.podOf(job));

      Failure failure = failure(build.await());
      assertThat(failure.code()).isEqualTo(FailureCode.EVICTED);
      assertThat(failure.message()).contains("EvictionByEvictionAPI");
    }
  }

  @Test
  @Tag("R19")
  @DisplayName("no node has the labels that the request asks for")
  void unschedulable() throws Exception {
    BuildJob.InProgress job =
        rig.job(
            rig.files.put(Map.of("Dockerfile", "FROM scratch")),
            new NodeSelector(Map.of("disk", "golden")),
            rig.namespace);
    try (RunningBuild build = rig.builder().start(job, heard)) {
      heard.await(line -> line.contains("didn't match Pod's node affinity/selector"));

      build.cancel();

      assertThat(build.await())
          .isInstanceOfSatisfying(
              BuilderResult.Stopped.class,
              stopped ->
                  assertThat(stopped.obstacle())
                      .extracting(Failure::code)
                      .isEqualTo(FailureCode.UNSCHEDULABLE));
    }
    assertThat(rig.pods()).doesNotContain(rig.podOf(job));
  }

  @Test
  @DisplayName("the builder's image cannot be pulled")
  void noBuilderImage() throws Exception {
    Failure failure =
        failureOf(
            rig.job("FROM base\n"),
            draft -> draft.builderImage = TestCluster.ADDRESS + ":1/builder:none");

    assertThat(failure.code()).isEqualTo(FailureCode.BUILDER_IMAGE_UNAVAILABLE);
    assertThat(failure.message()).contains(TestCluster.ADDRESS + ":1/builder:none");
    assertThat(heard.text()).contains("Kubernetes: ");
  }

  @Test
  @DisplayName("the secret with the registry's credentials is not there")
  void noSecret() throws Exception {
    Failure failure =
        failureOf(
            rig.job("FROM base\n"),
            draft ->
                draft.extras =
                    new PodExtras("no-such-secret", List.of(), List.of(), "", "", Map.of()));

    assertThat(failure.code()).isEqualTo(FailureCode.POD_CANNOT_START);
    assertThat(failure.message()).contains("no-such-secret");
  }

  @Test
  @DisplayName("a quota")
  void quota() throws Exception {
    String full = rig.cluster.newNamespace();
    rig.cluster.bindShippedRole(full);
    rig.cluster.apply(
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: none, namespace: %s}
        spec: {hard: {pods: "0"}}
        """
            .formatted(full));
    ArchiveLink archive = rig.files.put(Map.of("Dockerfile", "FROM scratch"));

    Failure failure = failureOf(rig.job(archive, NodeSelector.ANY, full));

    assertThat(failure.code()).isEqualTo(FailureCode.CLUSTER_DENIED);
    assertThat(failure.message()).contains("exceeded quota");
    rig.kubectl("delete", "namespace", full, "--wait=false");
  }

  @Test
  @DisplayName("a namespace where the service may do nothing, or that is not there")
  void foreignNamespace() throws Exception {
    ArchiveLink archive = rig.files.put(Map.of("Dockerfile", "FROM scratch"));

    Failure failure = failureOf(rig.job(archive, NodeSelector.ANY, "nowhere"));

    assertThat(failure.code()).isEqualTo(FailureCode.CLUSTER_DENIED);
    assertThat(failure.message()).contains("nowhere");
  }

  @Test
  @DisplayName("none, when only the kubelet was restarted meanwhile")
  void kubeletRestarts() throws Exception {
    BuildJob.InProgress job = rig.job("FROM base\nRUN echo begun && sleep 6 && echo ended\n");
    try (RunningBuild build = rig.builder().start(job, heard)) {
      heard.await("begun"::equals);

      rig.cluster.restart("kubelet");

      assertThat(build.await()).as(heard.text()).isInstanceOf(BuilderResult.Pushed.class);
    }
    assertThat(heard.lines()).containsOnlyOnce("begun", "ended");
  }

  /** A node that is gone is looked for by the cluster itself, at long intervals. */
  private static BuilderResult resultOnDeletedNode() throws Exception {
    String node = "gone-with-" + rig.namespace;
    rig.cluster.addSilentNode(node);
    BuildJob.InProgress job =
        rig.job(
            rig.files.put(Map.of("Dockerfile", "FROM scratch")),
            new NodeSelector(Map.of("pool", node)),
            rig.namespace);
    PodExtras.Toleration silence =
        new PodExtras.Toleration(TestCluster.SILENT_TAINT, "", "NoSchedule");
    ImageBuilder builder =
        rig.builder(draft ->
            draft.extras = new PodExtras("", List.of(), List.of(silence), "", "", Map.of()));
    try (RunningBuild build = builder.start(job, new Heard())) {
      rig.cluster.awaitNode(rig.namespace, rig.podOf(job));

      rig.kubectl("delete", "node", node);

      return build.await();
    }
  }

  @Test
  @Order(Integer.MAX_VALUE)
  @DisplayName("its node was deleted")
  void deletedNode() throws Exception {
    Failure failure = failure(onDeletedNode.result());

    assertThat(failure.code()).isEqualTo(FailureCode.NODE_LOST);
    assertThat(failure.message()).contains("DeletionByPodGC");
  }
}
