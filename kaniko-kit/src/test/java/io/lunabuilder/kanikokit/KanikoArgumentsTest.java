package io.lunabuilder.kanikokit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.ContextPath;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.domain.Placement;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.domain.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The executor's command line")
class KanikoArgumentsTest {

  @Test
  @org.junit.jupiter.api.Tag("R20")
  @DisplayName("pushes to the registry of the setting, with everything a request can ask for")
  void pushing() {
    BuildOptions options =
        new BuildOptions(
            new ContextPath("docker/Dockerfile"),
            new ContextPath("service"),
            "runtime",
            Map.of("VERSION", "1.2", "FLAGS", "--destination=evil"),
            Map.of("team", "a b"),
            List.of(new Tag("2"), new Tag("latest")),
            true,
            null);

    assertThat(lines("hello:2", options, new Registry("registry.example.com", "team"), Set.of()))
        .isEqualTo(
            """
            --context=dir:///kaniko/context/service
            --dockerfile=docker/Dockerfile
            --destination=registry.example.com/team/hello:2
            --destination=registry.example.com/team/hello:latest
            --digest-file=/kaniko/out/digest
            --push-retry=3
            --image-download-retry=3
            --image-fs-extract-retry=3
            --cache=true
            --target=runtime
            --build-arg=FLAGS=--destination=evil
            --build-arg=VERSION=1.2
            --label=team=a b\
            """);
  }

  @Test
  @DisplayName("writes a file where there is no registry, and caches nowhere")
  void keeping() {
    BuildOptions cached =
        new BuildOptions(
            ContextPath.DOCKERFILE,
            ContextPath.ROOT,
            null,
            Map.of(),
            Map.of(),
            List.of(),
            true,
            null);

    assertThat(lines("hello:1", cached, null, Set.of()))
        .isEqualTo(
            """
            --context=dir:///kaniko/context
            --dockerfile=Dockerfile
            --destination=hello:1
            --no-push
            --tar-path=/kaniko/out/image.tar
            --digest-file=/kaniko/out/digest
            --push-retry=3
            --image-download-retry=3
            --image-fs-extract-retry=3
            --cache=false\
            """);
  }

  @Test
  @org.junit.jupiter.api.Tag("R21")
  @DisplayName("speaks insecurely only to the registries that are listed")
  void insecure() {
    Registry registry = new Registry("secure.example.com", "");

    assertThat(lines("hello:1", BuildOptions.DEFAULT, registry, Set.of("old.example.com:5000")))
        .contains("--insecure-registry=old.example.com:5000")
        .contains("--skip-tls-verify-registry=old.example.com:5000")
        .doesNotContain("registry=secure.example.com");
  }

  @Test
  @DisplayName("has a value of a request only behind a flag of ours")
  void everyArgumentIsOurFlag() {
    assertThat(lines("hello:1", BuildOptions.DEFAULT, null, Set.of()).lines())
        .allMatch(line -> line.startsWith("--"));
  }

  private static String lines(
      String image, BuildOptions options, @Nullable Registry registry, Set<String> insecure) {
    KanikoCall call =
        new KanikoCall(
            registry, insecure, "/kaniko/context", "/kaniko/out/digest", "/kaniko/out/image.tar");
    BuildSpec spec =
        new BuildSpec(
            Archive.at(new ArchiveLink("test:dockerfile")),
            ImageReference.parse("image_name", image).orThrow(),
            BuilderName.KANIKO,
            new Placement.Local(),
            options);
    return String.join("\n", call.arguments(spec));
  }
}
