package io.lunabuilder.http;

import static io.lunabuilder.http.ApiTest.NOBODY;
import static io.lunabuilder.http.BadInputTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lunabuilder.http.access.AccessSettings;
import io.lunabuilder.http.access.NewToken;
import io.lunabuilder.http.access.RateLimit;
import io.lunabuilder.http.access.Role;
import io.lunabuilder.http.access.SignedLinks;
import io.lunabuilder.testkit.Builds;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("A service with tokens")
@Timeout(60)
class TokensOfCallersTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final NewToken READER = NewToken.make("dashboard", Role.READER, RANDOM);
  private static final NewToken BUILDER = NewToken.make("ci", Role.BUILDER, RANDOM);
  private static final NewToken ADMIN = NewToken.make("ann", Role.ADMIN, RANDOM);

  @TempDir Path folder;
  private Path file;
  private ServedApi api;

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("tokens");
    write(READER, BUILDER, ADMIN);
    api = ServedApi.start(folder, withLimit(null));
  }

  private AccessSettings withLimit(@Nullable RateLimit limit) {
    return new AccessSettings(file, limit, Set.of(), Set.of());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /healthcheck, 200, 200, 200, 200",
    "GET, /readiness, 200, 200, 200, 200",
    "GET, /version, 200, 200, 200, 200",
    "HEAD, /version, 200, 200, 200, 200",
    "GET, /docs/errors, 200, 200, 200, 200",
    "GET, /1/builds, 401, 200, 200, 200",
    "HEAD, /1/builds, 401, 200, 200, 200",
    "GET, " + NOBODY + ", 401, 404, 404, 404",
    "GET, " + NOBODY + "/log, 401, 404, 404, 404",
    "GET, " + NOBODY + "/image, 401, 404, 404, 404",
    "HEAD, " + NOBODY + "/events, 401, 404, 404, 404",
    "POST, /1/builds, 401, 403, 415, 415",
    "POST, " + NOBODY + "/cancel, 401, 403, 404, 404",
    "DELETE, " + NOBODY + ", 401, 403, 403, 404",
    "POST, /1/archives, 401, 403, 400, 400",
    "GET, /1/archives/none, 401, 403, 404, 404",
    "HEAD, /1/archives/none, 401, 403, 404, 404",
    "DELETE, /1/archives/none, 401, 403, 404, 404",
    "GET, /nothing, 404, 404, 404, 404"
  })
  @DisplayName("answers callers with no token, and with the three roles:")
  void rights(String method, String path, int none, int reader, int builder, int admin)
      throws Exception {
    assertThat(api.send(method, path).status()).isEqualTo(none);
    assertThat(api.send(method, path, bearer(READER)).status()).isEqualTo(reader);
    assertThat(api.send(method, path, bearer(BUILDER)).status()).isEqualTo(builder);
    assertThat(api.send(method, path, bearer(ADMIN)).status()).isEqualTo(admin);
  }

  @Test
  @DisplayName("lets nobody around a right by another way to write a path")
  void waysToWriteIt() throws Exception {
    for (String path : new String[] {"/1/builds/", "//1/builds", "/1//builds", "/1/%62uilds"}) {
      assertThat(api.get(path).status()).as(path).isNotEqualTo(200);
    }
  }

  @Test
  @DisplayName("says which role is needed, and whose token was sent")
  void forbidden() throws Exception {
    Answer answer = api.send("POST", "/1/builds", bearer(READER));

    assertRefused(answer, 403, 12123);
    assertThat(answer.at("/detail"))
        .isEqualTo("this needs the role builder; the token of dashboard has the role reader");
  }

  @Test
  @DisplayName("names the caller in what it logs of a call, and shows no token")
  void callersInTheLog() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(Answers.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    api.breakStore();

    api.get("/1/builds", bearer(READER));
    logger.detachAppender(lines);

    assertThat(List.copyOf(lines.list))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.getMDCPropertyMap()).containsEntry("caller", "dashboard");
          assertThat(line.getMDCPropertyMap().toString()).doesNotContain("luna_");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer luna_wrong", "Bearer", "Bearer ", "Basic YTpi", "luna_x", "Bearer a b"})
  @DisplayName("refuses, and does not repeat,")
  void impostors(String authorization) throws Exception {
    Answer answer = api.get("/1/builds", "Authorization", authorization);

    assertRefused(answer, 401, 12122);
    assertThat(answer.header("WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"luna-builder\", error=\"invalid_token\"");
    assertThat(answer.text()).doesNotContain("luna_", "YTpi");
  }

  @Test
  @DisplayName("asks a stranger for a token")
  void strangers() throws Exception {
    Answer answer = api.get("/1/builds");

    assertRefused(answer, 401, 12122);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"luna-builder\"");
    assertThat(api.get("/1/builds", "authorization", "bearer " + READER.token()).status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("takes a new token, and a token no longer, once its file says so")
  void reload() throws Exception {
    NewToken fresh = NewToken.make("fresh", Role.READER, RANDOM);

    write(fresh, ADMIN);

    await("Bearer " + fresh.token(), 200);
    assertThat(api.get("/1/builds", bearer(READER)).status()).isEqualTo(401);
    assertThat(api.get("/1/builds", bearer(ADMIN)).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("ends the streams of events of a token that is taken away, and of no other one")
  void streams() throws Exception {
    String archive =
        api.send("POST", "/1/archives", BodyPublishers.ofString("an archive"), bearer(BUILDER))
            .at("/archive");
    String request =
        """
        {"archive": "%s", "parameters": {"image_name": "hello:1", "image_builder": "local_kaniko"}}
        """
            .formatted(archive);
    String build = "/1/builds/" + api.submit(request, bearer(BUILDER)).at("/build_id");
    try (Events all = api.follow("/1/builds/events", bearer(READER));
        Events one = api.follow(build + "/events", bearer(READER));
        Events log = api.follow(build + "/log", bearer(READER));
        Events stays = api.follow(build + "/events", bearer(ADMIN))) {
      write(ADMIN);

      assertThat(all.rest()).isEmpty();
      assertThat(one.rest()).hasSize(1);
      assertThat(log.rest()).isEmpty();
      api.finish(api.claim(), Builds.completed("hello:1"));
      assertThat(stays.rest().getLast().data()).contains("completed");
    }
  }

  @Test
  @DisplayName("keeps the tokens that it has while their file is broken or away")
  void brokenFile() throws Exception {
    NewToken fresh = NewToken.make("fresh", Role.READER, RANDOM);
    for (String broken : new String[] {"", "no line of tokens", "\0"}) {
      Files.writeString(file, broken);
      Thread.sleep(1_200);
      assertThat(api.get("/1/builds", bearer(READER)).status()).isEqualTo(200);
    }
    Files.delete(file);
    Thread.sleep(1_200);
    assertThat(api.get("/1/builds", bearer(READER)).status()).isEqualTo(200);

    write(fresh);

    await("Bearer " + fresh.token(), 200);
  }

  @Test
  @DisplayName("does not start with a file that it cannot use, and names it")
  void noFile() {
    AccessSettings absent = new AccessSettings(folder.resolve("absent"), null, Set.of(), Set.of());

    assertThatThrownBy(() -> ServedApi.start(Files.createDirectory(folder.resolve("b")), absent))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("absent cannot be used: it is not there");
  }

  @Test
  @DisplayName(
      "gives an archive to a pod with a signed link, until its end, and lets it do no more")
  void signedLinks() throws Exception {
    String link =
        api.send("POST", "/1/archives", BodyPublishers.ofString("an archive"), bearer(BUILDER))
            .at("/archive");
    String id = link.substring("upload://".length());
    String path = "/1/archives/" + id;
    SignedLinks links = SignedLinks.withKeyIn(folder.resolve("link-key"));
    String good = links.query(id, Instant.now().plusSeconds(60));
    String late = links.query(id, Instant.now().minusSeconds(60));

    assertThat(api.get(path + good).text()).isEqualTo("an archive");
    assertThat(api.get(path + good, "Range", "bytes=3-").text()).isEqualTo("archive");
    assertThat(api.get(path + late).status()).isEqualTo(401);
    assertThat(api.get(path + good.replace("signature=", "signature=A")).status()).isEqualTo(401);
    assertThat(api.get(NOBODY + good).status()).isEqualTo(401);
    assertThat(api.send("DELETE", path + good).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("tells a token that calls too often when to call again, and no other one")
  void rateLimit() throws Exception {
    Path other = Files.createDirectory(folder.resolve("limited"));
    try (ServedApi limited =
        ServedApi.start(other, withLimit(new RateLimit(2, Duration.ofHours(1))))) {
      limited.get("/1/builds", bearer(READER));
      limited.get("/1/builds", bearer(READER));

      Answer third = limited.get("/1/builds", bearer(READER));

      assertRefused(third, 429, 12124);
      assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(1, 1_800);
      assertThat(limited.get("/1/builds", bearer(BUILDER)).status()).isEqualTo(200);
      assertThat(limited.get("/healthcheck", bearer(READER)).status()).isEqualTo(200);
      assertThat(limited.get("/version").status()).isEqualTo(200);
      assertThat(limited.get("/version").status()).isEqualTo(200);
      assertRefused(limited.get("/1/builds"), 429, 12124);
    }
  }

  private void await(String authorization, int status) throws Exception {
    while (api.get("/1/builds", "Authorization", authorization).status() != status) {
      Thread.sleep(50);
    }
  }

  private void write(NewToken... tokens) throws IOException {
    StringBuilder text = new StringBuilder();
    for (NewToken token : tokens) {
      text.append(token.line().text()).append('\n');
    }
    Path fresh = Files.writeString(folder.resolve("fresh"), text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String[] bearer(NewToken token) {
    return new String[] {"Authorization", "Bearer " + token.token()};
  }
}
