package io.lunabuilder.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stream of events as a follower sees it. */
final class Events implements AutoCloseable {
  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  Events(HttpResponse<InputStream> response) {
    this.response = response;
    this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /**
   * @param id empty when the event has none
   * @param data its lines
   */
  record Event(String name, String id, String data) {}

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Waits for the next event; empty when the stream ended. Signs of life are passed over. */
  Optional<Event> next() throws IOException {
    String name = "";
    String id = "";
    List<String> data = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("data: ")) {
        data.add(line.substring(6));
      } else if (line.isEmpty() && !name.isEmpty()) {
        return Optional.of(new Event(name, id, String.join("\n", data)));
      }
    }
    return Optional.empty();
  }

  /** All events until the stream ends. */
  List<Event> rest() throws IOException {
    List<Event> events = new ArrayList<>();
    for (Optional<Event> event = next(); event.isPresent(); event = next()) {
      events.add(event.get());
    }
    return events;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
