package io.lunabuilder.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.testkit.Heard;
import io.lunabuilder.testkit.cluster.PodHistory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A build in a real cluster")
class ClusterBuildTest extends RealPodTest {

  @Test
  @DisplayName("works with an executor's image of its own, staged by an init container")
  void withInitContainer() throws Exception {
    ImageBuilder builder = rig.builder(draft -> draft.executorImage = draft.builderImage);

    try (RunningBuild build =
        builder.start(rig.job("FROM base\nCOPY Dockerfile /copied\nRUN cat /copied\n"), heard)) {
      assertThat(build.await()).as(heard.text()).isInstanceOf(BuilderResult.Pushed.class);
    }
    assertThat(heard.lines().getFirst()).startsWith("Fetching http://");
    assertThat(heard.lines()).contains("COPY Dockerfile /copied");
  }

  @Test
  @DisplayName("that is started twice runs in one pod, and both hear all of it")
  void startedTwice() throws Exception {
    BuildJob.InProgress job = rig.job("FROM base\nRUN echo one && sleep 3 && echo two\n");
    Heard second = new Heard();
    try (RunningBuild first = rig.builder().start(job, heard)) {
      heard.await("one"::equals);

      try (RunningBuild again = rig.builder().start(job, second)) {
        assertThat(again.await()).isInstanceOf(BuilderResult.Pushed.class);
      }
      assertThat(first.await()).isInstanceOf(BuilderResult.Pushed.class);
    }
    assertThat(second.isRepeated()).isTrue();
    assertThat(second.lines()).isEqualTo(heard.lines());
    assertThat(heard.lines().stream().filter("one"::equals)).hasSize(1);
  }

  @Test
  @DisplayName("has each line of a long log once and in order")
  void longLog() throws Exception {
    String pad = "x".repeat(120);
    BuildJob.InProgress job =
        rig.job(
            "FROM base\nRUN sleep 2; i=0; while [ $i -lt 30000 ]; do echo line $i "
                + pad
                + "; i=$((i+1)); done\n");

    try (RunningBuild build = rig.builder().start(job, heard)) {
      assertThat(build.await()).isInstanceOf(BuilderResult.Pushed.class);
    }

    List<String> told = heard.lines().stream().filter(line -> line.startsWith("line ")).toList();
    assertThat(told)
        .as(() -> heard.lines().stream().filter(line -> !line.startsWith("line ")).toList() + "")
        .isEqualTo(IntStream.range(0, 30_000).mapToObj(i -> "line " + i + " " + pad).toList());
  }

  @Test
  @DisplayName("is seen to its end when the API server was restarted and its watch has expired")
  void watchExpires() throws Exception {
    rig.endServices();
    ArchiveLink end = rig.files.name("end");
    BuildJob.InProgress job =
        rig.job(
            "FROM base\nRUN i=0; until wget -q -O /dev/null %s; do echo line $i; i=$((i+1)); sleep 0.1; done\n"
                .formatted(end));
    try (RunningBuild build = rig.builder().start(job, heard)) {
      heard.await("line 20"::equals);
      PodHistory history = new PodHistory(rig.cluster, rig.namespace);
      String seen = history.version();
      history.goOn();
      long before = history.questionsOfService();
      rig.cluster.restart("kube-apiserver");
      assertThat(history.watchFrom(seen)).contains("\"code\":410");

      rig.files.put(end);

      assertThat(build.await()).isInstanceOf(BuilderResult.Pushed.class);
      assertThat(history.questionsOfService() - before).isLessThan(10);
    }
    List<String> lines = heard.lines().stream().filter(line -> line.startsWith("line ")).toList();
    assertThat(lines)
        .isEqualTo(IntStream.range(0, lines.size()).mapToObj(i -> "line " + i).toList());
  }

  @Test
  @Tag("R11")
  @DisplayName("is not begun blindly: each right that is missing is named with its namespace")
  void missingRights() throws Exception {
    String foreign = rig.cluster.newNamespace();
    KubernetesBuilds builds =
        KubernetesBuilds.in(
            rig.access(), rig.settings(), new ArchiveSources(List.of()), (_, _) -> true, List.of());

    assertThat(builds.missingRights(List.of(rig.namespace))).isEmpty();
    assertThat(builds.missingRights(List.of(rig.namespace, foreign)))
        .containsExactly(
            "create pods in the namespace " + foreign,
            "get pods in the namespace " + foreign,
            "list pods in the namespace " + foreign,
            "watch pods in the namespace " + foreign,
            "delete pods in the namespace " + foreign,
            "get pods/log in the namespace " + foreign);
    rig.kubectl("delete", "namespace", foreign, "--wait=false");
  }
}
