package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.RealParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A release")
@Timeout(1800)
class ReleaseTest {
  @TempDir private static Path folder;
  private static Release release;
  private static Path installed;
  private static DockerRegistry registry;
  private static String base;
  private static String image;

  @BeforeAll
  static void make() throws Exception {
    release = Release.makeOrSkip(folder.resolve("first"));
    installed = release.install(folder);
    registry = DockerRegistry.startOrSkip(folder.resolve("registry"));
    base = registry.push(RealParts.debian(), "debian:1");
    image = buildItself(pushing(folder.resolve("data")), "local");
  }

  @AfterAll
  static void end() {
    if (registry != null) {
      registry.close();
    }
  }

  private static String program() {
    return installed.resolve("bin/luna-builder").toString();
  }

  /** Builds the product's image of its own archive; gives the image's reference. */
  private static String buildItself(Map<String, String> settings, String target) throws Exception {
    String name = "luna-builder:" + target;
    Release.run(
        settings,
        program(),
        "build",
        release.imageArchive().toString(),
        "--image=" + name,
        "--target=" + target,
        "--build-arg=BASE=" + base);
    return registry.host() + "/own/" + name;
  }

  private static Map<String, String> pushing(Path data) {
    return Map.of(
        "LUNA_BUILDER_REGISTRY", registry.host() + "/own",
        "LUNA_BUILDER_INSECURE_REGISTRIES", registry.host(),
        "LUNA_BUILDER_DATA_DIR", data.toString(),
        "LUNA_BUILDER_KANIKO_EXECUTOR", RealParts.kaniko().toString(),
        "LUNA_BUILDER_LOCK_FILE", data.resolveSibling("lock").toString());
  }

  @Test
  @DisplayName("has the same bytes when it is made again")
  void sameBytes() throws Exception {
    Release again = Release.makeOrSkip(folder.resolve("second"));

    assertThat(again.checksums()).isEqualTo(release.checksums());
    assertThat(release.checksums().lines()).hasSize(3);
  }

  @Test
  @DisplayName("is a program with a Java of its own, a bill of materials and what systemd needs")
  void program(@TempDir Path data) throws Exception {
    assertThat(Release.run(Map.of(), program(), "--version")).contains(Release.VERSION);
    assertThat(installed.resolve("share/luna-builder.cdx.json"))
        .content()
        .contains("\"bomFormat\" : \"CycloneDX\"", "lettuce-core", "client-java");
    assertThat(Files.readString(installed.resolve("share/luna-builder.service")))
        .contains("ExecStart=/opt/luna-builder/bin/luna-builder serve");
    assertThat(
            Release.run(
                pushing(data.resolve("data")),
                program(),
                "build",
                Path.of("..", "examples", "hello").toString(),
                "--image=hello:1"))
        .contains("digest");
  }

  @Test
  @DisplayName("is installed by the commands that its documents tell to type")
  void documented() throws Exception {
    assertThat(DocumentLinks.dead(installed)).isEmpty();
    Release.run(
        Map.of(),
        Path.of("..", "dev", "documents").toString(),
        "--release",
        release.folder().toString(),
        Release.VERSION,
        installed.resolve("docs/installing.md").toString());
  }

  @Test
  @DisplayName("is a service that systemd understands")
  void unit() throws Exception {
    Path analyze = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(Files.isExecutable(analyze), "there is no " + analyze);
    String unit = Files.readString(installed.resolve("share/luna-builder.service"));
    Path here =
        Files.writeString(
            folder.resolve("luna-builder.service"),
            unit.replace("/opt/luna-builder", installed.toString()));

    // It prints what it does not know, and still ends with 0.
    assertThat(Release.run(Map.of(), analyze.toString(), "verify", "--man=no", here.toString()))
        .isEmpty();
  }

  @Test
  @Tag("R12")
  @DisplayName("builds its own image, and what runs in that builds it once more")
  void buildsItself() throws Exception {
    try (RunningImage service =
        RunningImage.startOrSkip(
            image,
            Map.of(
                "LUNA_BUILDER_REGISTRY",
                registry.host() + "/own",
                "LUNA_BUILDER_INSECURE_REGISTRIES",
                registry.host()),
            "--cap-add=SYS_ADMIN",
            "--security-opt=seccomp=unconfined",
            "--security-opt=apparmor=unconfined")) {
      assertThat(service.output()).contains("(namespaces)");

      buildItself(Map.of("LUNA_BUILDER_SERVER", service.address()), "kubernetes");
    }
    Map<String, String> noBuilds = Map.of("USE_KUBERNETES", "0", "LUNA_BUILDER_WORKERS", "0");
    try (RunningImage second =
        RunningImage.startOrSkip(registry.host() + "/own/luna-builder:kubernetes", noBuilds)) {
      assertThat(second.user()).isEqualTo("65532");
    }
  }

  @Test
  @DisplayName("is one command away from a service with its Redis, S3 and registry")
  void compose() throws Exception {
    RealParts.compose();
    Release.run(Map.of(), "docker", "pull", "--quiet", image);

    assertThat(Release.run(Map.of(), Path.of("..", "dev", "compose").toString(), image, program()))
        .contains("the image is in its registry");
  }
}
