package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.testkit.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The Helm chart")
class ChartTest {
  private static final Path VALUES = Path.of("src", "test", "resources", "chart");
  private static final Path KUBERNETES = Helm.DEPLOY.resolve("kubernetes");

  @TempDir private Path folder;
  private Helm helm;

  @BeforeEach
  void prepare() {
    helm = new Helm(folder);
  }

  private static String values(String name) {
    return VALUES.resolve(name + ".yaml").toString();
  }

  private String template(String... more) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of("template", "luna-builder", Helm.CHART, "--namespace=luna-builder"));
    arguments.addAll(List.of(more));
    return helm.run(arguments.toArray(String[]::new));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"few", "all", "without"})
  @DisplayName("is taken by the API server, without a warning, with these values:")
  void applied(String name) throws Exception {
    TestCluster real = TestCluster.startOrSkip();
    helm.run("lint", "--strict", Helm.CHART, "--values=" + values(name));

    assertTaken(real, template("--values=" + values(name)));
  }

  @Test
  @DisplayName("makes the plain manifests (dev/manifests renews them), which the API server takes")
  void manifests() throws Exception {
    String kept = Files.readString(KUBERNETES.resolve("luna-builder.yaml"));
    Path made = folder.resolve("made.yaml");
    helm.run("version");
    Release.run(Map.of(), Path.of("..", "dev", "manifests").toString(), made.toString());

    assertThat(made).content().isEqualTo(kept);
    assertTaken(TestCluster.startOrSkip(), kept);
  }

  /** In namespaces of the levels that the shipped ones have; tried only, not kept. */
  private void assertTaken(TestCluster real, String objects) throws Exception {
    ChartNamespaces namespaces = ChartNamespaces.make(real);
    try {
      Path file = Files.writeString(folder.resolve("objects.yaml"), namespaces.place(objects));

      String taken =
          real.kubectl("apply", "--dry-run=server", "--warnings-as-errors", "--filename=" + file);

      assertThat(taken.lines())
          .hasSizeGreaterThan(1)
          .allMatch(line -> line.endsWith("(server dry run)"));
    } finally {
      namespaces.delete();
    }
  }

  @Test
  @Tag("R11")
  @DisplayName("gives the rights of role.yaml in each namespace of builds, and no others")
  void rights() throws Exception {
    String rules = rules(Files.readString(KUBERNETES.resolve("role.yaml")));
    String made =
        template("--values=" + values("few"), "--set=builds.namespaces={builds,more-builds}");

    assertThat(made.lines().filter("rules:"::equals)).hasSize(2);
    assertThat(made.replace(rules, "")).doesNotContain("rules:");
    assertThat(made).containsPattern("kind: Role\\n.*\\n.*\\n  namespace: more-builds\\n");
    assertThat(made).doesNotContain("kind: ClusterRole");
  }

  private static String rules(String role) {
    int begin = role.indexOf("rules:\n");
    return role.substring(begin, role.indexOf("---", begin));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          redis.url=                          | redis.url is missing
          redis.existingSecret=a              | redis.url and redis.existingSecret are both given
          redis.url=redis://a:b@redis         | redis.url has a login
          redis.url=http://redis              | redis.url http://redis is no address
          image.repository=                   | image.repository is missing
          builds.image=                       | builds.image is missing
          registry.address=                   | registry.address is missing
          settings.BUILDER_S3=a               | settings.BUILDER_S3 is a secret
          settings.BUILDER_S3__AWS_SECRET_ACCESS_KEY=a | is a secret: put it into a Secret
          settings.lower=a                    | lower
          replica=1                           | replica
          builds.namespaces={}                | namespaces
          serviceAccount.create=false         | serviceAccount.name is missing
          """)
  @DisplayName("refuses values that would not work, and says why:")
  void refused(String value, String reason) {
    assertThatThrownBy(() -> template("--values=" + values("few"), "--set=" + value))
        .hasMessageContaining(reason);
  }
}
