package io.lunabuilder.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.testkit.cluster.PodHistory;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A build in a real cluster")
class ClusterBuildTest extends RealPodTest {
  @Test
  @Tag("R11")
  @Tag("R20")
  @Tag("R21")
  @DisplayName("stages, builds and pushes in one pod, with the shipped rights and no others")
  void succeeds() throws Exception {
    BuildJob.InProgress job = rig.job("FROM base\nRUN echo said by a step\n");

    BuilderResult result;
    try (RunningBuild build = rig.builder().start(job, heard)) {
      result = build.await();
    }

    assertThat(result).isInstanceOf(BuilderResult.Pushed.class);
    BuilderResult.Pushed pushed = (BuilderResult.Pushed) result;
    assertThat(pushed.reference()).hasToString(rig.registry.host() + "/team/app:1");
    assertThat(heard.lines()).contains("said by a step");
    assertThat(heard.lines().getFirst()).startsWith("Fetching http://");
    assertThat(heard.stages())
        .containsExactly(BuildStage.STARTING, BuildStage.BUILDING, BuildStage.PUSHING);
    assertThat(rig.pods()).doesNotContain(rig.podOf(job));
  }

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
  @DisplayName("that its service lets go of is adopted by another: the same pod, the whole log")
  void adopted() throws Exception {
    BuildJob.InProgress job = rig.job("FROM base\nRUN echo one && sleep 4 && echo two\n");
    RunningBuild first = rig.builder().start(job, new Heard());
    Heard before = heard;
    ImageBuilder other = rig.builder();
    rig.kubectl(
        "wait",
        "-n",
        rig.namespace,
        "--for=condition=Ready",
        "pod/" + rig.podOf(job),
        "--timeout=60s");

    assertThat(first.release()).isTrue();
    assertThat(first.await()).isInstanceOf(BuilderResult.Stopped.class);
    first.close();
    Optional<RunningBuild> adopted = other.adopt(job, before);

    assertThat(adopted).isPresent();
    try (RunningBuild build = adopted.get()) {
      assertThat(build.await()).isInstanceOf(BuilderResult.Pushed.class);
    }
    assertThat(before.lines()).contains("one", "two");
    assertThat(rig.builder().adopt(job, new Heard())).isEmpty();
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
  @DisplayName("ends when it is cancelled, with its log up to then and no pod left")
  void cancelled() throws Exception {
    BuildJob.InProgress job = rig.job("FROM base\nRUN echo begun && sleep 600\n");
    try (RunningBuild build = rig.builder().start(job, heard)) {
      heard.await("begun"::equals);

      build.cancel();

      assertThat(build.await()).isEqualTo(new BuilderResult.Stopped());
    }
    assertThat(heard.lines()).contains("begun");
    assertThat(rig.pods()).doesNotContain(rig.podOf(job));
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
