package io.lunabuilder.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.http.Events.Event;
import io.lunabuilder.testkit.Builds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A follower")
class FollowTest extends ApiTest {

  @Test
  @DisplayName("of a log gets each line when it is printed, and then the end with the status")
  void followsLog() throws Exception {
    BuildId id = api.build("hello:1");
    BuildStore.Claim claim = api.claim();
    try (Events events = api.follow("/1/builds/" + id + "/log")) {
      api.print(id, "one\n");
      Event first = events.next().orElseThrow();
      api.print(id, "two\nthree\n");
      Event second = events.next().orElseThrow();
      api.print(id, "no line end");
      api.finish(claim, Builds.failed());

      assertThat(events.header("Content-Type")).isEqualTo("text/event-stream; charset=utf-8");
      assertThat(first).isEqualTo(new Event("log", "4", "one"));
      assertThat(second).isEqualTo(new Event("log", "14", "two\nthree"));
      assertThat(events.rest())
          .containsExactly(new Event("log", "25", "no line end"), new Event("end", "25", "error"));
    }
  }

  @Test
  @DisplayName("of a log that lost its connection resumes after the last event, or at an offset")
  void resumes() throws Exception {
    BuildId id = api.build("hello:1");
    api.print(id, "one\ntwo\n");
    api.finish(api.claim(), Builds.completed("hello:1"));
    String path = "/1/builds/" + id + "/log";

    assertThat(follow(path, "Last-Event-ID", "4"))
        .containsExactly(new Event("log", "8", "two"), new Event("end", "8", "completed"));
    assertThat(follow(path + "?offset=4")).isEqualTo(follow(path, "Last-Event-ID", "4"));
    assertThat(follow(path, "Last-Event-ID", "8"))
        .containsExactly(new Event("end", "8", "completed"));
    assertThat(follow(path + "?tail=1"))
        .as("with the last line, until it comes back with an id")
        .isEqualTo(follow(path + "?offset=4"))
        .isNotEqualTo(follow(path + "?tail=1", "Last-Event-ID", "8"));
  }

  @Test
  @DisplayName("of a log is told nothing by a build that prints what looks like an event")
  void noForgedEvents() throws Exception {
    BuildId id = api.build("hello:1");
    api.print(id, "10%\r20%\rid: 999\revent: end\r\r\ndata: x\n\n");
    api.finish(api.claim(), Builds.completed("hello:1"));

    List<Event> events = follow("/1/builds/" + id + "/log");

    assertThat(events).extracting(Event::name).containsExactly("log", "end");
    assertThat(events.getFirst().data()).isEqualTo("10%\n20%\nid: 999\nevent: end\n\ndata: x\n");
  }

  @Test
  @DisplayName("of a log gets a line of many pieces with every character whole")
  void longLine() throws Exception {
    BuildId id = api.build("hello:1");
    String line = "x" + "ü€🐳".repeat(7_000);
    api.print(id, line + "\n");
    api.finish(api.claim(), Builds.completed("hello:1"));

    List<Event> events = follow("/1/builds/" + id + "/log");

    assertThat(String.join("", events.stream().limit(events.size() - 1).map(Event::data).toList()))
        .isEqualTo(line);
  }

  @Test
  @DisplayName("of a build sees it as it is, each change, and no more after its end")
  void followsBuild() throws Exception {
    BuildId id = api.build("hello:1");
    try (Events events = api.follow("/1/builds/" + id + "/events")) {
      assertThat(status(events.next().orElseThrow())).isEqualTo("pending");
      BuildStore.Claim claim = api.claim();
      assertThat(status(events.next().orElseThrow())).isEqualTo("in_progress");
      api.build("another:1");
      api.finish(claim, Builds.completed("hello:1"));

      assertThat(events.rest()).extracting(FollowTest::status).containsExactly("completed");
    }
  }

  @Test
  @DisplayName("of a build gets its end even when the store could not tell of it")
  void missesNoEnd() throws Exception {
    try (ServedApi deaf = ServedApi.startDeaf(folder.resolve("deaf"))) {
      BuildId id = deaf.build("hello:1");
      try (Events events = deaf.follow("/1/builds/" + id + "/events")) {
        assertThat(events.next()).isPresent();
        deaf.finish(deaf.claim(), Builds.failed());

        assertThat(events.next().orElseThrow().data()).contains("\"status\":\"error\"");
        assertThat(events.next()).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("of a build that is over gets its end, and the stream ends")
  void followsFinishedBuild() throws Exception {
    BuildId id = api.build("hello:1");
    api.send("POST", "/1/builds/" + id + "/cancel");

    assertThat(follow("/1/builds/" + id + "/events"))
        .extracting(FollowTest::status)
        .containsExactly("cancelled");
  }

  @Test
  @DisplayName("of all builds sees the changes of each")
  void followsAll() throws Exception {
    try (Events events = api.follow("/1/builds/events")) {
      BuildId first = api.build("hello:1");
      BuildId second = api.build("hello:2");

      assertThat(events.next().orElseThrow().data()).contains(first.toString());
      assertThat(events.next().orElseThrow().data()).contains(second.toString());
    }
  }

  @Test
  @DisplayName("that leaves without a word is noticed, and nothing is kept open for it")
  void vanishes() throws Exception {
    BuildId id = api.build("hello:1");
    api.claim();
    for (String path : List.of("/1/builds/events", "/1/builds/" + id + "/events")) {
      vanish(path);
    }
    vanish("/1/builds/" + id + "/log");

    awaitStreams(0);
  }

  @Test
  @DisplayName("that never reads keeps nobody else from following")
  void neverReads() throws Exception {
    BuildId id = api.build("hello:1");
    api.claim();
    try (Socket deaf = ask("/1/builds/" + id + "/log");
        Events events = api.follow("/1/builds/" + id + "/log")) {
      String line = "x".repeat(8_000) + "\n";
      for (int i = 0; i < 500; i++) {
        api.print(id, line);
        assertThat(events.next().orElseThrow().data()).isNotEmpty();
      }
      assertThat(deaf.isConnected()).isTrue();
    }
  }

  private static String status(Event event) {
    assertThat(event.name()).isEqualTo("build");
    return event.data().replaceFirst(".*\"status\":\"([a-z_]+)\".*", "$1");
  }

  private List<Event> follow(String path, String... headers) throws Exception {
    try (Events events = api.follow(path, headers)) {
      return events.rest();
    }
  }

  private void vanish(String path) throws Exception {
    try (Socket socket = ask(path)) {
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      awaitStreams(1);
    }
    awaitStreams(0);
  }

  private Socket ask(String path) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.address().getPort());
    String request =
        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** The limit of time is the test's own. */
  private void awaitStreams(int number) throws InterruptedException {
    while (api.server().openStreams() != number) {
      Thread.sleep(20);
    }
  }
}
