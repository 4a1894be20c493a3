package io.lunabuilder.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A request for a build")
class BuildPolicyTest {

  @Nested
  @DisplayName("without Kubernetes")
  class Local {
    private final BuildPolicy policy = new LocalBuildPolicy(null, Examples.AN_HOUR);

    @Test
    @Tag("R14")
    @DisplayName("needs archive, image_name and image_builder, and no more (R14)")
    void threeParameters() {
      BuildSpec spec = policy.check(Examples.localRequest()).orThrow();

      assertThat(spec.builder()).isEqualTo(BuilderName.LOCAL_KANIKO);
      assertThat(spec.placement()).isEqualTo(new Placement.Local());
      assertThat(spec.image()).hasToString("hello:1");
      assertThat(spec.options()).isEqualTo(BuildOptions.DEFAULT);
    }

    @Test
    @Tag("R14")
    @DisplayName("is told of all three when all are left out, with the builder to name (R14)")
    void nothingSaid() {
      List<Violation> violations =
          Examples.violations(policy.check(BuildRequest.of(null, null, null)));

      assertThat(violations)
          .extracting(Violation::field)
          .containsExactlyInAnyOrder(
              "archive", "parameters.image_name", "parameters.image_builder");
      assertThat(violations)
          .filteredOn(v -> v.field().endsWith("image_builder"))
          .singleElement()
          .satisfies(v -> assertThat(v.remedy()).contains("local_kaniko"));
    }

    @ParameterizedTest(name = "is refused for the builder \"{0}\" (R13)")
    @ValueSource(strings = {"kaniko", "buildkit", "LOCAL_KANIKO", "local_kaniko ", ""})
    @Tag("R13")
    void otherBuilders(String builder) {
      Violation violation =
          Examples.onlyViolation(policy.check(BuildRequest.of("a:b", "hello", builder)));

      assertThat(violation.field()).isEqualTo("parameters.image_builder");
      assertThat(violation.remedy()).contains("local_kaniko");
    }

    @Test
    @Tag("R13")
    @DisplayName("may name a builder that an administrator enabled, and no other (R13)")
    void enabledBuilder() {
      BuilderName buildkit = new BuilderName("buildkit");
      BuildPolicy extended = new LocalBuildPolicy(null, Examples.AN_HOUR, List.of(buildkit));

      assertThat(extended.check(named("buildkit")).orThrow().builder()).isEqualTo(buildkit);
      assertThat(extended.check(named("local_kaniko")).orThrow().builder())
          .isEqualTo(BuilderName.LOCAL_KANIKO);
      assertThat(Examples.onlyViolation(extended.check(named("other"))).remedy())
          .isEqualTo("use one of \"local_kaniko\", \"buildkit\"");
      assertThat(extended.builders()).containsExactly(BuilderName.LOCAL_KANIKO, buildkit);
    }

    private static BuildRequest named(String builder) {
      return BuildRequest.of("a:b", "hello", builder);
    }

    @Test
    @Tag("R15")
    @DisplayName("is refused with a namespace or a selector, each by its name (R15)")
    void placement() {
      BuildRequest request = Examples.localRequest().placed("team-a", Map.of());

      assertThat(Examples.violations(policy.check(request)))
          .extracting(Violation::field)
          .containsExactly("parameters.namespace", "parameters.selector");
    }
  }

  @Nested
  @DisplayName("in a cluster")
  class Cluster {
    private final BuildPolicy policy =
        new ClusterBuildPolicy(
            Examples.REGISTRY, Examples.AN_HOUR, Namespace.DEFAULT, Set.of(), List.of());
    private final BuildRequest request = BuildRequest.of("a:b", "hello:1", null);

    @Test
    @Tag("R10")
    @DisplayName("that names no namespace runs in the configured one (R10)")
    void defaultNamespace() {
      assertThat(policy.check(request).orThrow().placement())
          .isEqualTo(new Placement.Cluster(Namespace.DEFAULT, NodeSelector.ANY));
    }

    @Test
    @Tag("R19")
    @DisplayName("runs where its namespace and selector say (R19)")
    void placed() {
      BuildRequest placed = request.placed("team-a", Map.of("kubernetes.io/arch", "amd64"));

      assertThat(policy.check(placed).orThrow().placement())
          .isEqualTo(
              new Placement.Cluster(
                  new Namespace("team-a"),
                  new NodeSelector(Map.of("kubernetes.io/arch", "amd64"))));
    }

    @Test
    @DisplayName("hears of a wrong namespace and every wrong label in one answer")
    void allAtOnce() {
      BuildRequest placed = request.placed("kube-x", Map.of("-a", "ok", "b", "no!", "c", "ok"));

      assertThat(Examples.violations(policy.check(placed)))
          .extracting(Violation::field)
          .containsExactlyInAnyOrder(
              "parameters.namespace", "parameters.selector", "parameters.selector.b");
    }

    @Test
    @DisplayName("may name any builder that is installed; kaniko is meant where it names none")
    void installedBuilder() {
      BuilderName buildkit = new BuilderName("buildkit");
      BuildPolicy extended =
          new ClusterBuildPolicy(
              Examples.REGISTRY, Examples.AN_HOUR, Namespace.DEFAULT, Set.of(), List.of(buildkit));

      assertThat(extended.check(BuildRequest.of("a:b", "hello", "buildkit")).orThrow().builder())
          .isEqualTo(buildkit);
      assertThat(extended.check(request).orThrow().builder()).isEqualTo(BuilderName.KANIKO);
      assertThat(
              Examples.onlyViolation(
                      extended.check(BuildRequest.of("a:b", "hello", "local_kaniko")))
                  .remedy())
          .isEqualTo("use one of \"kaniko\", \"buildkit\", or leave it out");
    }

    @Test
    @DisplayName("is refused for local_kaniko")
    void localBuilder() {
      assertThat(
              Examples.onlyViolation(policy.check(BuildRequest.of("a:b", "hello", "local_kaniko")))
                  .remedy())
          .contains("kaniko");
    }
  }

  @Nested
  @DisplayName("names an image")
  class Image {
    private final BuildPolicy policy = new LocalBuildPolicy(Examples.REGISTRY, Examples.AN_HOUR);

    @Test
    @Tag("R20")
    @DisplayName("which goes to the configured registry (R20)")
    void goesToTheRegistry() {
      assertThat(policy.check(Examples.localRequest()).orThrow().image())
          .hasToString("registry.local:5000/team/hello:1");
    }

    @Test
    @DisplayName("whose repository has 2 to 255 characters, with the registry's prefix")
    void length() {
      BuildRequest shortest = Examples.localRequest("a:1");
      BuildRequest longest = Examples.localRequest("a".repeat(255));

      assertThat(
              Examples.onlyViolation(new LocalBuildPolicy(null, Examples.AN_HOUR).check(shortest))
                  .problem())
          .contains("2 to 255");
      assertThat(policy.check(shortest)).isInstanceOf(Checked.Valid.class);
      assertThat(Examples.onlyViolation(policy.check(longest)).field())
          .isEqualTo("parameters.image_name");
    }

    @ParameterizedTest(name = "{0}, which belongs to another registry and is refused")
    @ValueSource(strings = {"docker.io/hello", "localhost/hello", "registry.local:5001/team/x:1"})
    @Tag("R20")
    void otherRegistry(String name) {
      BuildRequest request = BuildRequest.of("a:b", name, "local_kaniko");

      assertThat(Examples.onlyViolation(policy.check(request)).problem())
          .contains("not this service's");
    }
  }

  @Nested
  @DisplayName("has options")
  class Options {
    private final BuildPolicy policy = new LocalBuildPolicy(null, Examples.AN_HOUR);

    @Test
    @DisplayName("of which every wrong one is named, and no build argument's value")
    void everyProblem() {
      BuildRequest request =
          new BuildRequest(
              "https://files.example.com/a.tar",
              "12ab",
              "hello",
              "local_kaniko",
              null,
              null,
              "/etc/passwd",
              "../x",
              "--destination=evil",
              Map.of("A B", "hunter2"),
              Map.of("bad key", "v"),
              List.of("ok", ".bad"),
              false,
              0L);

      List<Violation> violations = Examples.violations(policy.check(request));

      assertThat(violations)
          .extracting(Violation::field)
          .containsExactlyInAnyOrder(
              "sha256",
              "parameters.dockerfile",
              "parameters.context",
              "parameters.target",
              "parameters.build_args",
              "parameters.labels",
              "parameters.tags[1]",
              "parameters.timeout");
      assertThat(violations.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest(name = "of which a timeout of {0} s is refused")
    @ValueSource(longs = {-1, 0, 3601, Long.MAX_VALUE, Long.MIN_VALUE})
    void timeouts(long seconds) {
      assertThat(Examples.AN_HOUR.check("timeout", seconds)).isInstanceOf(Checked.Invalid.class);
    }
  }
}
