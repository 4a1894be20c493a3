package io.lunabuilder.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events to one follower, written by the call's own virtual thread: a follower that
 * does not read makes only its own thread wait. Source of the format: the HTML standard,
 * "Server-sent events".
 */
final class EventStream {
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

  private final OutputStream out;
  private final Duration longestSilence;
  private final BooleanSupplier allowed;
  private long lastSent = System.nanoTime();

  private EventStream(OutputStream out, Duration longestSilence, BooleanSupplier allowed) {
    this.out = out;
    this.longestSilence = longestSilence;
    this.allowed = allowed;
  }

  /** Begins the answer to {@code call}. */
  static EventStream to(Context call, Duration longestSilence) throws IOException {
    call.status(200)
        .contentType("text/event-stream; charset=utf-8")
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no");
    // Javalin's own stream of the response does not pass a flush on; the servlet's does.
    OutputStream out = call.res().getOutputStream();
    out.flush();
    return new EventStream(out, longestSilence, Doors.stillAllowed(call));
  }

  /**
   * Sends one event.
   *
   * @param id where to resume after it, or null
   * @param data each of its lines becomes a field. A carriage return ends a line too: what a build
   *     prints after one must not be read as a field of the event
   */
  void send(String event, @Nullable String id, String data) throws IOException {
    requireAllowed();
    StringBuilder text = new StringBuilder(data.length() + 64);
    text.append("event: ").append(event).append('\n');
    if (id != null) {
      text.append("id: ").append(id).append('\n');
    }
    for (String line : LINE_END.split(data, -1)) {
      text.append("data: ").append(line).append('\n');
    }
    text.append('\n');
    write(text.toString());
  }

  /**
   * Comes after every wait. After a long silence it keeps the connection open, and finds out
   * whether anyone is there.
   */
  void beatWhenSilent() throws IOException {
    requireAllowed();
    if (System.nanoTime() - lastSent >= longestSilence.toNanos()) {
      write(": \n\n");
    }
  }

  /** Ends the stream of a follower whose token is good no longer. */
  private void requireAllowed() throws IOException {
    if (!allowed.getAsBoolean()) {
      throw new IOException("the follower's token is good no longer");
    }
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
    lastSent = System.nanoTime();
  }
}
