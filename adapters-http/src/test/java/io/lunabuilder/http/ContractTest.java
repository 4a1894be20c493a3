package io.lunabuilder.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.http.access.AccessSettings;
import io.lunabuilder.http.access.NewToken;
import io.lunabuilder.http.access.RateLimit;
import io.lunabuilder.http.access.Role;
import io.lunabuilder.testkit.Builds;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What each answer holds is compared with the description in all tests: see {@link ServedApi}. */
@DisplayName("The description of the API")
class ContractTest extends ApiTest {
  private static final String REQUEST = "{\"archive\": \"upload://x\", \"parameters\": {}}";
  private static final String ARCHIVE = "/1/archives/0199c9a4-93f5-7c1e-b0aa-2f6a4c1d9e77";

  private final Set<String> seen = new TreeSet<>();

  @Test
  @DisplayName("has every route that is served, and no other")
  void routes() {
    List<String> served = api.server().operations();

    assertThat(served)
        .filteredOn(operation -> !operation.startsWith("HEAD "))
        .containsExactlyInAnyOrderElementsOf(Contract.shared().operations());
    assertThat(served)
        .filteredOn(operation -> operation.startsWith("HEAD "))
        .containsExactlyInAnyOrderElementsOf(
            Contract.shared().operations().stream()
                .filter(operation -> operation.startsWith("GET "))
                .map(operation -> operation.replaceFirst("GET", "HEAD"))
                .toList());
  }

  @Test
  @DisplayName("tells of no answer that is never given")
  void answers() throws Exception {
    successes();
    endsOfBuilds();
    ordinaryRefusals();
    refusalsOfBodies();
    withoutRights();
    withoutStore();

    List<String> never = new ArrayList<>(Contract.shared().answers());
    never.removeAll(seen);
    // A disk that is full cannot be had here, and only a store on another machine refuses to watch.
    assertThat(never).containsExactly("GET /1/builds/events 503", "POST /1/archives 507");
  }

  private void successes() throws Exception {
    for (String path :
        List.of(
            "/version",
            "/healthcheck",
            "/readiness",
            "/config",
            "/docs/spec",
            "/docs/errors",
            "/1/builders",
            "/1/caller")) {
      see("GET", path);
    }
    for (String path : List.of("/", "/page/app.js")) {
      see("GET", path, "If-None-Match", see("GET", path).header("ETag"));
    }
    see("GET", "/docs/spec/", "Accept", "text/html");
    see("GET", "/docs/spec/page.js");
    see("GET", "/docs/errors/12024");
    see("GET", "/1/builds?status=pending&image_name=x&limit=7");
    String archive = api.upload().replace("upload://", "/1/archives/");
    see("GET", archive);
    see("GET", archive, "Range", "bytes=1-3");
    see("GET", archive, "Range", "bytes=10000-");
    see("DELETE", archive);
    see("POST", "/1/archives", BodyPublishers.ofString("an archive"));
  }

  private void endsOfBuilds() throws Exception {
    String request = api.request("hello:1");
    submit(request, "Idempotency-Key", "k");
    Answer submitted = submit(request, "Idempotency-Key", "k");
    String build = submitted.header("Location");
    BuildId id = BuildId.parse(submitted.at("/build_id")).orElseThrow();
    String tag = see("GET", build).header("ETag");
    see("GET", build, "If-None-Match", tag);
    see("GET", build + "/log");
    see("GET", build + "/image");
    see("DELETE", build);
    see("DELETE", see("GET", build).at("/archive").replace("upload://", "/1/archives/"));
    api.finish(api.claim(), Builds.completed("hello:1"));
    see("GET", build + "/events");
    see("POST", build + "/cancel");
    Files.writeString(api.images().resolve(id + ".tar"), "an image");
    see("GET", build + "/image");
    api.log().delete(id);
    see("GET", build + "/log");
    see("DELETE", build);
    String waiting = "/1/builds/" + api.build("hello:2");
    see("POST", waiting + "/cancel");
    Answer events = api.send("HEAD", "/1/builds/events");
    seen.add("GET /1/builds/events " + events.status());
  }

  private void ordinaryRefusals() throws Exception {
    for (String operation : Contract.shared().operations()) {
      int space = operation.indexOf(' ');
      String method = operation.substring(0, space);
      String path = example(operation.substring(space + 1));
      see(method, path, "Luna-Request-Id", "wrong");
      see(method, path, "Accept", "x/y");
      see(method, path, "Origin", "https://evil.example");
      seen.add(operation + " " + RawCall.status(api.address(), method, path, "evil.example"));
      see(method, path);
    }
    api.problems().add("kaniko is missing");
    see("GET", "/readiness");
  }

  private void refusalsOfBodies() throws Exception {
    submit(REQUEST, "Content-Type", "text/plain");
    submit("[" + " ".repeat(2 << 20) + "]");
    see("POST", "/1/archives", BodyPublishers.ofString("x"), "Content-Type", "multipart/form-data");
    see("POST", "/1/archives", BodyPublishers.ofByteArray(new byte[200_000]));
  }

  private void withoutRights() throws Exception {
    NewToken reader = NewToken.make("dashboard", Role.READER, new SecureRandom());
    Path tokens = Files.writeString(folder.resolve("tokens"), reader.line().text() + "\n");
    ServedApi open = api;
    try {
      guarded(new AccessSettings(tokens, null, Set.of(), Set.of()), reader);
      RateLimit one = new RateLimit(1, Duration.ofHours(1));
      guarded(new AccessSettings(tokens, one, Set.of(), Set.of()), reader);
    } finally {
      api = open;
    }
  }

  /** What strangers and readers are answered. */
  private void guarded(AccessSettings access, NewToken reader) throws Exception {
    try (ServedApi guarded =
        ServedApi.start(Files.createTempDirectory(folder, "guarded"), access)) {
      api = guarded;
      guarded.get("/version");
      for (String operation : Contract.shared().operations()) {
        int space = operation.indexOf(' ');
        String method = operation.substring(0, space);
        String path = example(operation.substring(space + 1));
        see(method, path);
        see(method, path, "Accept", "x/y", "Authorization", "Bearer " + reader.token());
      }
    }
  }

  private void withoutStore() throws Exception {
    String build = "/1/builds/" + api.build("hello:3");
    String request = api.request("hello:4");
    String archive = api.upload().replace("upload://", "/1/archives/");
    api.breakStore();
    see("GET", "/1/builds");
    submit(request);
    for (String part : List.of("", "/log", "/events", "/image")) {
      see("GET", build + part);
    }
    see("POST", build + "/cancel");
    see("DELETE", build);
    see("DELETE", archive);
    see("GET", "/1/builds/events");
  }

  private static String example(String path) {
    return path.startsWith("/1/archives")
        ? path.replace("/1/archives/{id}", ARCHIVE)
        : path.replace("/1/builds/{id}", NOBODY)
            .replace("{file}", "nothing")
            .replace("{code}", "12999");
  }

  private Answer see(String method, String path, String... headers) throws Exception {
    return see(method, path, BodyPublishers.noBody(), headers);
  }

  private Answer submit(String body, String... headers) throws Exception {
    List<String> all = new ArrayList<>(List.of(headers));
    if (!all.contains("Content-Type")) {
      all.addAll(List.of("Content-Type", "application/json"));
    }
    return see("POST", "/1/builds", BodyPublishers.ofString(body), all.toArray(String[]::new));
  }

  private Answer see(String method, String path, BodyPublisher body, String... headers)
      throws Exception {
    boolean endless = path.equals("/1/builds/events") && !List.of(headers).contains("Accept");
    Answer answer = api.send(endless ? "HEAD" : method, path, body, headers);
    String template = Contract.shared().template(URI.create(path).getPath()).orElseThrow();
    seen.add(method + " " + template + " " + answer.status());
    return answer;
  }

  @Test
  @DisplayName("is compared with what is asked and answered: what it does not tell fails a test")
  void compares() throws Exception {
    Answer version = api.get("/version");

    assertThatThrownBy(() -> Contract.shared().check("GET", URI.create("/healthcheck"), version))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> Contract.shared().check("GET", URI.create("/version?x=1"), version))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> Contract.shared().checkRequest("{\"archive\": 7}"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  @DisplayName("names every code of a failure")
  void failureCodes() {
    assertThat(Contract.shared().failureCodes())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FailureCode.values())
                .map(FailureCode::label)
                .collect(Collectors.toSet()));
  }
}
