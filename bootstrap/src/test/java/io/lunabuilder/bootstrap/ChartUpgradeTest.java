package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import io.lunabuilder.testkit.cluster.TestCluster;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The Helm chart, installed into a real cluster,")
@Timeout(480)
class ChartUpgradeTest extends ClusterTest {
  private final List<InstalledChart> installed = new ArrayList<>();
  private HttpServer files;

  @BeforeEach
  void serveFiles() throws Exception {
    Files.createDirectory(folder.resolve("files"));
    files =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(TestCluster.ADDRESS, 0),
            folder.resolve("files").toAbsolutePath(),
            SimpleFileServer.OutputLevel.NONE);
    files.start();
  }

  @AfterEach
  void remove() throws Exception {
    if (files != null) {
      files.stop(0);
    }
    for (InstalledChart chart : installed) {
      chart.close();
    }
  }

  private InstalledChart install(String... more) throws Exception {
    InstalledChart chart = InstalledChart.install(cluster, folder, more);
    installed.add(chart);
    return chart;
  }

  /** The link of an archive whose build takes these steps. */
  private String archive(String name, String steps) throws Exception {
    byte[] archive = Contexts.tar(Map.of("Dockerfile", "FROM " + cluster.base + steps));
    Files.write(folder.resolve("files").resolve(name), archive);
    return "http://" + TestCluster.ADDRESS + ":" + files.getAddress().getPort() + "/" + name;
  }

  @Test
  @Tag("R11")
  @DisplayName(
      "loses no build when it is upgraded and rolled back while callers ask for them, and leaves nothing behind")
  void noneIsLost() throws Exception {
    InstalledChart chart = install();
    String quick = archive("quick.tar", "\nRUN true\n");
    String slow = archive("slow.tar", "\nRUN echo begun && sleep 25 && echo ended\n");
    try (SteadyCaller caller = new SteadyCaller(chart.service())) {
      Set<String> first = chart.replicas();
      Thread stream = caller.keepSubmitting(quick);
      List<String> long1 = List.of(caller.submit(slow), caller.submit(slow));

      chart.upgrade("settings.LUNA_BUILDER_KEEP_BUILDS=20d");
      Set<String> second = chart.replicas();
      assertThat(caller.get("config").toString()).contains("20d");
      List<String> long2 = List.of(caller.submit(slow), caller.submit(slow));
      chart.rollBack();
      Set<String> third = chart.replicas();
      assertThat(caller.get("config").toString()).doesNotContain("20d");
      stream.interrupt();
      stream.join();

      assertThat(List.of(first, second, third)).allMatch(replicas -> replicas.size() == 2);
      assertThat(first).doesNotContainAnyElementsOf(second);
      assertThat(second).doesNotContainAnyElementsOf(third);
      Map<String, JsonNode> ends = caller.awaitEnds();
      assertThat(caller.troubles()).noneMatch(trouble -> trouble.startsWith("GIVEN UP"));
      assertThat(ends.keySet()).isEqualTo(caller.accepted());
      assertThat(ends.values()).allSatisfy(ChartUpgradeTest::builtOnce);
      assertThat(ends.keySet()).containsAll(long1).containsAll(long2).hasSizeGreaterThan(14);
    }

    chart.uninstall();

    assertThat(chart.leftBehind()).isEmpty();
  }

  @Test
  @DisplayName("speaks TLS, and asks for a token, where it is given Secrets with both")
  void locked() throws Exception {
    InstalledChart chart =
        install("--set=replicas=1,tokens.existingSecret=tokens,tls.existingSecret=tls");

    assertThat(chart.statusByTls("version")).isEqualTo("200");
    assertThat(chart.statusByTls("1/builds")).isEqualTo("401");
  }

  /** In the first attempt: who takes a build over goes on with the pod that is there. */
  private static void builtOnce(JsonNode build) {
    assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
    assertThat(build.path("attempt").asInt()).as(build.toString()).isEqualTo(1);
  }
}
