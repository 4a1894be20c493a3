package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.cli.ServerSentEvents.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples after the HTML standard, section "Server-sent events". */
@DisplayName("A stream of server-sent events")
class ServerSentEventsTest {

  private static List<Event> events(String stream) throws IOException {
    List<Event> all = new ArrayList<>();
    try (ServerSentEvents events = of(stream)) {
      for (Optional<Event> event = events.next(); event.isPresent(); event = events.next()) {
        all.add(event.get());
      }
    }
    return all;
  }

  private static ServerSentEvents of(String stream) {
    return new ServerSentEvents(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @DisplayName("gives each event with its id, type and data, whatever their order")
  void givesEvents() throws Exception {
    assertThat(events("event: log\nid: 7\ndata: one\n\ndata: two\nid: 9\nevent: end\n\n"))
        .containsExactly(
            new Event("7", "log", List.of("one")), new Event("9", "end", List.of("two")));
  }

  @Test
  @DisplayName("gives an event without a type as a message, also after one with a type")
  void hasAUsualType() throws Exception {
    assertThat(events("data: a\n\nevent: log\ndata: b\n\ndata: c\n\n"))
        .extracting(Event::type)
        .containsExactly("message", "log", "message");
  }

  @Test
  @DisplayName("joins data of several lines")
  void joinsLines() throws Exception {
    Event event = events("data: a\ndata:\ndata: b\n\n").getFirst();

    assertThat(event.data()).containsExactly("a", "", "b");
    assertThat(event.text()).isEqualTo("a\n\nb");
  }

  @ParameterizedTest(name = "line end {index}")
  @DisplayName("ends its lines with LF, CR or both")
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void endsLines(String end) throws Exception {
    assertThat(events(String.join(end, "id: 1", "data: a", "data: b", "", "data: c", "", "")))
        .containsExactly(
            new Event("1", "message", List.of("a", "b")), new Event("1", "message", List.of("c")));
  }

  @Test
  @DisplayName("takes one blank off the front of a value, and no more")
  void takesOneBlank() throws Exception {
    assertThat(
            events("data:tight\ndata: usual\ndata:  indented\ndata: a: b \n\n").getFirst().data())
        .containsExactly("tight", "usual", " indented", "a: b ");
  }

  @Test
  @DisplayName("takes a field without a colon as one without a value")
  void takesABareField() throws Exception {
    assertThat(events("data\n\ndata\ndata\n\n")).extracting(Event::text).containsExactly("", "\n");
  }

  @Test
  @DisplayName("passes over comments, and over fields that it does not know")
  void passesOver() throws Exception {
    assertThat(events(": \n\n: hello\n\nretry: 10\nodd: x\n\n:data: no\ndata: a\n Data: b\n\n"))
        .containsExactly(new Event(null, "message", List.of("a")));
  }

  @Test
  @DisplayName("gives nothing for an event without data, but keeps its id, and not its type")
  void needsData() throws Exception {
    assertThat(events("id: 5\nevent: log\n\n\n\ndata: a\n\n"))
        .containsExactly(new Event("5", "message", List.of("a")));
  }

  @Test
  @DisplayName("keeps the last id for events that have none")
  void keepsTheId() throws Exception {
    assertThat(events("data: a\n\nid: 5\ndata: b\n\ndata: c\n\n"))
        .extracting(Event::id)
        .containsExactly(null, "5", "5");
  }

  @Test
  @DisplayName("is read as UTF-8")
  void isUtf8() throws Exception {
    assertThat(events("data: grüße 日本 🌙\n\n").getFirst().text()).isEqualTo("grüße 日本 🌙");
  }

  @ParameterizedTest(name = "after \"{0}\"")
  @DisplayName("gives no event that was cut before its end")
  @ValueSource(
      strings = {"d", "data", "data: hal", "data: whole\n", "id: 9\ndata: b\nda", "event: end\r\n"})
  void dropsACutEvent(String cut) throws Exception {
    assertThat(events("id: 5\ndata: a\n\n" + cut))
        .containsExactly(new Event("5", "message", List.of("a")));
  }

  @Test
  @DisplayName("gives an event as soon as it is complete, though the stream stays open")
  void doesNotWait() throws Exception {
    try (PipedOutputStream service = new PipedOutputStream();
        ServerSentEvents events = new ServerSentEvents(new PipedInputStream(service))) {
      service.write("data: now\n\ndata: lat".getBytes(StandardCharsets.UTF_8));
      service.flush();

      assertThat(events.next().map(Event::text)).contains("now");
    }
  }
}
