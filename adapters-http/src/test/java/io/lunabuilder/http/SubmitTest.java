package io.lunabuilder.http;

import static io.lunabuilder.http.BadInputTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.testkit.Builds;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("POST /1/builds")
class SubmitTest extends ApiTest {
  @Test
  @Tag("R14")
  @Tag("R22")
  @DisplayName("accepts the three parameters of the local mode, and says where the build is")
  void accepts() throws Exception {
    Answer answer = api.submit(api.request("team/hello:1"));

    assertThat(answer.status()).isEqualTo(201);
    String id = answer.at("/build_id");
    assertThat(answer.header("Location")).isEqualTo("/1/builds/" + id);
    assertThat(api.get("/1/builds/" + id).at("/status")).isEqualTo("pending");
  }

  @Test
  @DisplayName("keeps every parameter, and shows of build arguments only the names")
  void keepsParameters() throws Exception {
    Map<String, Object> more =
        Map.of(
            "dockerfile",
            "docker/Dockerfile",
            "context",
            "app",
            "target",
            "run",
            "build_args",
            Map.of("TOKEN", "s3cr3t"),
            "labels",
            Map.of("org.example.a", "b"),
            "tags",
            List.of("latest"),
            "cache",
            true,
            "timeout",
            600);

    Answer build = api.get(api.submit(api.request("hello:1", more)).header("Location"));

    assertThat(build.json().path("parameters").toString())
        .isEqualTo(
            """
            {"image_name":"hello:1","image_builder":"local_kaniko",\
            "dockerfile":"docker/Dockerfile","context":"app","target":"run",\
            "build_args":["TOKEN"],"labels":{"org.example.a":"b"},"tags":["latest"],\
            "cache":true,"timeout":600}\
            """);
    assertThat(build.text()).doesNotContain("s3cr3t");
  }

  @Test
  @DisplayName("with dry_run says that a request is right, and keeps nothing")
  void dryRun() throws Exception {
    String request = api.request("hello:1");

    Answer answer = post("/1/builds?dry_run=true", request);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"valid\":true}");
    assertThat(api.get("/1/builds").json().path("builds")).isEmpty();
  }

  @Test
  @DisplayName("with dry_run tells what is wrong as it would without")
  void dryRunOfWrongRequest() throws Exception {
    String request = "{\"archive\":\"x\",\"parameters\":{\"image_builder\":\"kaniko\"}}";

    Answer dry = post("/1/builds?dry_run=true", request);

    assertThat(dry.status()).isEqualTo(400);
    assertThat(dry.text()).isEqualTo(api.submit(request).text());
  }

  @Test
  @DisplayName("gives the same build for the same idempotency key, whatever else is sent")
  void idempotent() throws Exception {
    Answer first = api.submit(api.request("hello:1"), "Idempotency-Key", "k-1");
    Answer again = api.submit(api.request("hello:1"), "Idempotency-Key", "k-1");
    Answer other = api.submit(api.request("other:2"), "Idempotency-Key", "k-1");

    assertThat(List.of(first.status(), again.status(), other.status()))
        .containsExactly(201, 200, 200);
    assertThat(again.at("/build_id")).isEqualTo(first.at("/build_id"));
    assertThat(other.at("/build_id")).isEqualTo(first.at("/build_id"));
    assertThat(other.header("Location")).isEqualTo(first.header("Location"));
    assertThat(api.get("/1/builds").json().path("builds")).hasSize(1);
  }

  @Test
  @DisplayName("tells everything that is wrong in one answer: header, types, rules and archive")
  void everythingAtOnce() throws Exception {
    String request =
        """
        {"archive": "ftp://files.example.com/a.zip", "colour": "red",
         "parameters": {"image_name": "UPPER", "image_builder": "kaniko", "namespace": "dev",
                        "selector": {"disk": "ssd"}, "timeout": "long", "tags": ["ok", 7]}}\
        """;

    Answer answer = api.submit(request, "Idempotency-Key", "a".repeat(256));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.wrongFields())
        .containsExactlyInAnyOrder(
            "colour",
            "Idempotency-Key",
            "archive",
            "parameters.image_name",
            "parameters.image_builder",
            "parameters.namespace",
            "parameters.selector",
            "parameters.timeout",
            "parameters.tags[1]");
  }

  @Test
  @DisplayName("asks callers to come back when too many builds wait")
  void tooManyWait() throws Exception {
    String request = api.request("hello:1");
    Answer first = api.submit(request, "Idempotency-Key", "k-1");
    for (int i = 1; i < ServedApi.MOST_WAITING; i++) {
      api.builds().submit(Builds.pending("waiting:1"), null);
    }

    Answer refused = api.submit(request);
    Answer again = api.submit(request, "Idempotency-Key", "k-1");
    Answer check = post("/1/builds?dry_run=true", request);
    api.claim();
    Answer accepted = api.submit(request);

    assertRefused(refused, 429, 12116);
    assertThat(refused.header("Retry-After")).isEqualTo("30");
    assertThat(refused.at("/detail")).contains("500");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.at("/build_id")).isEqualTo(first.at("/build_id"));
    assertThat(check.status()).isEqualTo(200);
    assertThat(accepted.status()).isEqualTo(201);
  }

  private Answer post(String path, String body) throws Exception {
    return api.send(
        "POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
  }
}
