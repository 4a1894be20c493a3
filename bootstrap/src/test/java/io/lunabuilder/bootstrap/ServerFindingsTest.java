package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.redis.RedisOptions;
import io.lunabuilder.testkit.redis.RedisServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The doctor asks the servers that the settings name")
class ServerFindingsTest {
  @TempDir private Path folder;

  private static List<Finding> findings(Map<String, String> settings) {
    return new ServerFindings(SettingsReader.read(settings).orThrow()).all().toList();
  }

  @Test
  @Tag("R2")
  @Tag("R3")
  @Tag("R20")
  @DisplayName("and says which do not answer, without a secret")
  void away() {
    List<Finding> found =
        findings(
            Map.of(
                "LUNA_BUILDER_REDIS_DB_ADDRESS", "redis://me:hush@127.0.0.1:1",
                "BUILDER_S3__HOST", "http://127.0.0.1:1",
                "BUILDER_S3__BUCKET", "archives",
                "LUNA_BUILDER_REGISTRY", "127.0.0.1:1/team",
                "LUNA_BUILDER_INSECURE_REGISTRIES", "127.0.0.1:1"));

    assertThat(found).extracting(Finding::name).containsExactly("redis", "s3", "registry");
    assertThat(found).noneMatch(Finding::isWell);
    assertThat(found.toString())
        .contains("LUNA_BUILDER_REDIS_DB_ADDRESS", "BUILDER_S3", "LUNA_BUILDER_REGISTRY")
        .doesNotContain("hush");
  }

  @Test
  @Tag("R2")
  @DisplayName("and leaves Redis as it is")
  void redis() throws Exception {
    try (RedisServer redis = RedisServer.startOrSkip(RedisOptions.plain())) {
      List<Finding> found = findings(Map.of("LUNA_BUILDER_REDIS_DB_ADDRESS", redis.url()));

      assertThat(found).singleElement().matches(Finding::isWell);
      assertThat(redis.run("DBSIZE").strip()).endsWith("0");
    }
  }

  @Test
  @Tag("R20")
  @DisplayName("and the registry, for which nothing need be in it")
  void registry() throws Exception {
    try (DockerRegistry registry = DockerRegistry.startOrSkip(folder)) {
      assertThat(
              findings(
                  Map.of(
                      "LUNA_BUILDER_REGISTRY", registry.host(),
                      "LUNA_BUILDER_INSECURE_REGISTRIES", registry.host())))
          .singleElement()
          .matches(Finding::isWell);
    }
  }

  @Test
  @DisplayName("and none where none is named")
  void none() {
    assertThat(findings(Map.of())).isEmpty();
  }
}
