package io.lunabuilder.http;

import static io.lunabuilder.http.BadInputTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.http.access.AccessSettings;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A page of another site")
@Timeout(60)
class OtherSitesTest {
  private static final String FRIEND = "https://ci.example.com";

  @TempDir Path folder;
  private ServedApi api;

  @BeforeEach
  void start() throws Exception {
    api =
        ServedApi.start(
            folder, new AccessSettings(null, null, Set.of(FRIEND), Set.of("builder.example")));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, nonsense",
    "Origin, https://evil.example",
    "Origin, https://ci.example.com.evil.example",
    "Origin, http://localhost:1",
    "Origin, null"
  })
  @DisplayName("cannot have a browser start a build, send an archive or cancel, known by")
  void refused(String header, String value) throws Exception {
    String id = api.build("hello:1").toString();

    assertRefused(api.submit(api.request("hello:1"), header, value), 403, 12120);
    assertRefused(
        api.send("POST", "/1/archives", BodyPublishers.ofString("x"), header, value), 403, 12120);
    assertRefused(api.send("POST", "/1/builds/" + id + "/cancel", header, value), 403, 12120);
    assertRefused(api.send("DELETE", "/1/builds/" + id, header, value), 403, 12120);

    assertThat(api.get("/1/builds").json().path("builds")).hasSize(1);
    assertThat(api.get("/1/builds/" + id).at("/status")).isEqualTo("pending");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  @DisplayName("cannot submit a build as a form, even with a browser that tells nothing")
  void forms(String type) throws Exception {
    byte[] body = api.request("hello:1").getBytes(StandardCharsets.UTF_8);

    Answer answer =
        api.send("POST", "/1/builds", BodyPublishers.ofByteArray(body), "Content-Type", type);

    assertRefused(answer, 415, 12103);
  }

  @Test
  @DisplayName("is told apart from the service's own page, and from callers that are no browser")
  void ownPage() throws Exception {
    String own = "http://localhost:" + api.address().getPort();

    assertThat(api.submit(api.request("hello:1"), "Sec-Fetch-Site", "same-origin").status())
        .isEqualTo(201);
    assertThat(api.submit(api.request("hello:1")).status()).isEqualTo(201);
    assertThat(postFrom(own, "localhost:" + api.address().getPort())).startsWith("HTTP/1.1 201");
    assertThat(postFrom("https://builder.example", "builder.example")).startsWith("HTTP/1.1 201");
  }

  private String postFrom(String origin, String host) throws Exception {
    return RawCall.exchange(
        api.address(),
        "POST /1/archives HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nContent-Length: 1\r\n\r\nx"
            .formatted(host, origin));
  }

  @Test
  @DisplayName("may do everything when it is one of those that were set")
  void friend() throws Exception {
    Answer asked =
        api.send(
            "OPTIONS",
            "/1/builds",
            "Origin",
            FRIEND,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "authorization,content-type");
    Answer done =
        api.submit(api.request("hello:1"), "Origin", FRIEND, "Sec-Fetch-Site", "cross-site");

    assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
    assertThat(asked.header("Access-Control-Allow-Methods")).contains("POST");
    assertThat(asked.header("Access-Control-Allow-Headers")).contains("Authorization");
    assertThat(done.status()).isEqualTo(201);
    assertThat(done.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
    assertThat(done.header("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  @DisplayName("may send and read all headers that the description has, when it is one of those")
  void headers() throws Exception {
    JsonNode description = Contract.read();
    List<String> sent =
        description
            .at("/components/parameters")
            .valueStream()
            .filter(parameter -> parameter.path("in").asText().equals("header"))
            .map(parameter -> parameter.path("name").asText())
            .toList();
    List<String> told =
        description.findValues("headers").stream()
            .flatMap(JsonNode::propertyStream)
            .filter(header -> header.getValue().has("$ref"))
            .map(Map.Entry::getKey)
            .toList();

    Answer asked =
        api.send("OPTIONS", "/1/builds", "Origin", FRIEND, "Access-Control-Request-Method", "POST");
    Answer done = api.get("/1/builds", "Origin", FRIEND);

    assertThat(sent).contains("Luna-Request-Id");
    assertThat(asked.header("Access-Control-Allow-Headers")).contains(sent);
    assertThat(told).contains("Luna-Request-Id");
    assertThat(done.header("Access-Control-Expose-Headers")).contains(told);
  }

  @Test
  @DisplayName("may read no answer when it is none of those")
  void cannotRead() throws Exception {
    Answer answer = api.get("/1/builds", "Origin", "https://evil.example");

    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Vary")).contains("Origin");
  }

  @Test
  @DisplayName("may call nothing where none was set")
  void noneSet() throws Exception {
    try (ServedApi closed = ServedApi.start(Files.createDirectory(folder.resolve("closed")))) {
      Answer answer = closed.get("/1/builds", "Origin", FRIEND);

      assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
      assertRefused(closed.submit(closed.request("hello:1"), "Origin", FRIEND), 403, 12120);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, 421",
    "localhost.evil.example, 421",
    "127.0.0.1.evil.example, 421",
    "localhost, 200",
    "LocalHost:8080, 200",
    "app.localhost, 200",
    "127.0.0.1:8080, 200",
    "[::1]:8080, 200",
    "192.168.0.7, 200",
    "builder.example, 200"
  })
  @DisplayName("cannot pass for the service's own by a name that leads to this machine")
  void rebinding(String host, int status) throws Exception {
    String answer =
        RawCall.exchange(
            api.address(), "GET /1/builds HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(host));

    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }
}
