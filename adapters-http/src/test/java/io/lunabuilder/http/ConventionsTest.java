package io.lunabuilder.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("By the conventions of HTTP, the service")
class ConventionsTest extends ApiTest {

  @Test
  @DisplayName("sends a build once to who has it, and again when it changed")
  void entityTags() throws Exception {
    String build = "/1/builds/" + api.build("hello:1");
    String tag = api.get(build).header("ETag");

    Answer same = api.get(build, "If-None-Match", tag);
    Answer among = api.get(build, "If-None-Match", "\"x\", " + tag);
    Answer any = api.get(build, "If-None-Match", "*");
    Answer other = api.get(build, "If-None-Match", "\"x\"");
    api.claim();
    Answer changed = api.get(build, "If-None-Match", tag);

    assertThat(tag).matches("W/\"[0-9a-f]{32}\"");
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.header("ETag")).isEqualTo(tag);
    assertThat(among.status()).isEqualTo(304);
    assertThat(any.status()).isEqualTo(304);
    assertThat(other.status()).isEqualTo(200);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).isNotEqualTo(tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs/errors", "/docs/spec", "/docs/spec/page.js", "/config"})
  @DisplayName("packs text and JSON for callers that accept it:")
  void packs(String path) throws Exception {
    Answer plain = api.get(path);
    Answer packed = api.get(path, "Accept-Encoding", "gzip");

    assertThat(plain.header("Content-Encoding")).isEmpty();
    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.header("Vary")).containsIgnoringCase("accept-encoding");
    assertThat(packed.response().body().length).isLessThan(plain.response().body().length);
    assertThat(packed.text()).isEqualTo(plain.text());
  }

  @Test
  @DisplayName("packs no events, which are sent one by one")
  void packsNoEvents() throws Exception {
    String build = "/1/builds/" + api.build("hello:1");
    api.send("POST", build + "/cancel");

    Answer events = api.get(build + "/events", "Accept-Encoding", "gzip");

    assertThat(events.header("Content-Encoding")).isEmpty();
    assertThat(events.text()).contains("event: build");
  }

  @Test
  @DisplayName("tells who has a build already also when it would be packed")
  void packedTags() throws Exception {
    String build = "/1/builds/" + api.build("hello:1");
    String tag = api.get(build, "Accept-Encoding", "gzip").header("ETag");

    Answer same = api.get(build, "Accept-Encoding", "gzip", "If-None-Match", tag);

    assertThat(same.status()).isEqualTo(304);
  }

  @ParameterizedTest
  @CsvSource({
    "/1/builds, 'GET, HEAD, POST, OPTIONS'",
    "/1/builds/x, 'GET, HEAD, DELETE, OPTIONS'",
    "/1/builds/x/cancel, 'POST, OPTIONS'",
    "/version, 'GET, HEAD, OPTIONS'"
  })
  @DisplayName("answers OPTIONS with the methods that a path takes:")
  void options(String path, String methods) throws Exception {
    Answer answer = api.send("OPTIONS", path);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.text()).isEmpty();
    assertThat(answer.header("Allow").split(", ", -1))
        .containsExactlyInAnyOrder(methods.split(", ", -1));
    assertThat(api.send("OPTIONS", "/1/nothing").status()).isEqualTo(404);
  }
}
