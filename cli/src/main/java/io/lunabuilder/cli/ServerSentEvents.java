package io.lunabuilder.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of server-sent events. Source of the format: the HTML standard, section
 * "Server-sent events" (html.spec.whatwg.org).
 */
final class ServerSentEvents implements AutoCloseable {
  private static final String MESSAGE = "message";

  private final BufferedReader reader;
  private @Nullable String lastId;

  ServerSentEvents(InputStream stream) {
    this.reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /**
   * One event.
   *
   * @param id the last id that the stream named; null when it named none yet
   * @param type {@code message} unless the stream says otherwise
   * @param data its lines
   */
  record Event(@Nullable String id, String type, List<String> data) {
    Event {
      data = List.copyOf(data);
    }

    String text() {
      return String.join("\n", data);
    }
  }

  /**
   * Waits for the next event that has data; empty at the end of the stream, where an unfinished
   * event is dropped.
   */
  Optional<Event> next() throws IOException {
    String type = MESSAGE;
    List<String> data = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          return Optional.of(new Event(lastId, type, data));
        }
        type = MESSAGE;
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value =
          colon < 0 ? "" : line.substring(colon + (line.startsWith(": ", colon) ? 2 : 1));
      switch (field) {
        case "id" -> lastId = value;
        case "event" -> type = value;
        case "data" -> data.add(value);
        default -> {
          // A comment, or a field that means nothing here.
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
