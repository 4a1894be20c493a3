package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.testkit.DockerRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The service with a registry")
class PushTest {
  private static final String HELLO = "FROM scratch\nCOPY Dockerfile /hello\n";

  @TempDir private Path folder;

  @Test
  @Tag("R20")
  @Tag("R21")
  @DisplayName("pushes to it, without TLS since it is listed, and completes when it has the digest")
  void pushes() throws Exception {
    try (DockerRegistry registry = DockerRegistry.startOrSkip(folder.resolve("registry"));
        RunningService service =
            RunningService.in(
                folder,
                Map.of(
                    "LUNA_BUILDER_REGISTRY",
                    registry.host() + "/images",
                    "LUNA_BUILDER_INSECURE_REGISTRIES",
                    registry.host()))) {

      JsonNode build = service.awaitEnd(service.build("team/hello:1", HELLO));

      assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
      assertThat(build.at("/image/reference").asText())
          .isEqualTo(registry.host() + "/images/team/hello:1");
      assertThat(manifestStatus(registry, build.at("/image/digest").asText())).isEqualTo(200);
    }
  }

  @Test
  @Tag("R21")
  @DisplayName("does not speak without TLS to a registry that is not listed, to fetch a base image")
  void notListed() throws Exception {
    try (DockerRegistry registry = DockerRegistry.startOrSkip(folder.resolve("registry"));
        RunningService service = RunningService.in(folder, Map.of())) {
      String dockerfile = "FROM " + registry.host() + "/base:1\nRUN true\n";

      JsonNode build = service.awaitEnd(service.build("team/hello:1", dockerfile));

      assertThat(build.path("status").asText()).isEqualTo("error");
      assertThat(build.at("/failure/code").asText())
          .as(build.toString())
          .isEqualTo("base_image_unavailable");
      assertThat(build.at("/failure/message").asText()).contains(registry.host());
    }
  }

  private static int manifestStatus(DockerRegistry registry, String digest) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI manifest =
          URI.create("http://" + registry.host() + "/v2/images/team/hello/manifests/" + digest);
      return client
          .send(
              HttpRequest.newBuilder(manifest)
                  .header("Accept", "application/vnd.docker.distribution.manifest.v2+json")
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }
}
