package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lunabuilder.application.ReadBuildLog;
import io.lunabuilder.application.port.LogSlice;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** {@code /1/builds/{id}/log}: what a build printed, in one piece or while it grows. */
final class LogRoutes {
  private static final int PIECE = 256 * 1024;
  private static final int MOST_LINES = 100_000;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int LONGEST_CHARACTER = 4;

  private final UseCases useCases;
  private final ReadBuildLog log;
  private final EventStreams streams;

  LogRoutes(UseCases useCases, EventStreams streams) {
    this.useCases = useCases;
    this.streams = streams;
    this.log = useCases.log();
  }

  void register(RoutesConfig routes) {
    ReadRoute.add(routes, "/1/builds/{id}/log", this::read);
  }

  private void read(Context call) throws IOException {
    boolean follow = Accept.of(call).prefers(Accept.EVENTS, Accept.TEXT);
    if (!follow) {
      Accept.require(call, Accept.TEXT);
    }
    BuildId id = Call.buildId(call);
    if (useCases.find().find(id).isEmpty()) {
      throw Call.noBuild(id);
    }
    if (follow) {
      long from = begin(call, id);
      streams.serve(call, events -> follow(events, id, from));
    } else if (call.queryParam("tail") != null) {
      send(call, tail(call, id), 0);
    } else {
      sendFrom(call, id, offset(call));
    }
  }

  private LogSlice tail(Context call, BuildId id) {
    return log.tail(id, (int) Call.number(call, "tail", 0, 0, MOST_LINES));
  }

  /** Where to follow from: a client that comes back goes on where it was. */
  private long begin(Context call, BuildId id) {
    return call.header("Last-Event-ID") == null && call.queryParam("tail") != null
        ? tail(call, id).start()
        : offset(call);
  }

  private static long offset(Context call) {
    String resumed = call.header("Last-Event-ID");
    return resumed != null
        ? Call.number("Last-Event-ID", resumed, 0, Long.MAX_VALUE)
        : Call.number(call, "offset", 0, 0, Long.MAX_VALUE);
  }

  /** All that is there now; the end is fixed before the first byte, so that a busy log ends. */
  private void sendFrom(Context call, BuildId id, long offset) throws IOException {
    long end = log.end(id);
    LogSlice slice = log.read(id, offset, PIECE);
    call.contentType("text/plain; charset=utf-8")
        .header("Luna-Log-Offset", Long.toString(slice.start()))
        .header("Luna-Log-Next-Offset", Long.toString(Math.max(end, offset)));
    var out = call.outputStream();
    long expected = offset;
    while (!slice.isEmpty()) {
      long kept = Math.min(slice.start(), end);
      if (kept > expected) {
        out.write(gap(expected, kept).getBytes(StandardCharsets.UTF_8));
      }
      int length = (int) Math.min(slice.bytes().length, Math.max(0, end - slice.start()));
      out.write(slice.bytes(), 0, length);
      expected = slice.next();
      slice = expected < end ? log.read(id, expected, PIECE) : new LogSlice(end, new byte[0]);
    }
  }

  private static void send(Context call, LogSlice slice, long expected) {
    call.contentType("text/plain; charset=utf-8")
        .header("Luna-Log-Offset", Long.toString(Math.max(slice.start(), expected)))
        .header("Luna-Log-Next-Offset", Long.toString(slice.next()))
        .result(slice.bytes());
  }

  private static String gap(long from, long to) {
    return "[… " + (to - from) + " bytes of the log were left out …]\n";
  }

  private void follow(EventStream events, BuildId id, long from)
      throws IOException, InterruptedException {
    long offset = from;
    while (true) {
      boolean complete = log.isComplete(id);
      LogSlice slice = log.read(id, offset, PIECE);
      if (slice.isEmpty() && complete) {
        events.send("end", Long.toString(offset), finalStatus(id));
        return;
      }
      offset = sendLines(events, slice, offset, complete);
      if (offset < slice.next() || slice.isEmpty()) {
        log.awaitMore(id, Math.max(offset, slice.next()), PATIENCE);
      }
      events.beatWhenSilent();
    }
  }

  /** Sends whole lines while the log grows; the part of a line at the end waits for its rest. */
  private static long sendLines(EventStream events, LogSlice slice, long offset, boolean complete)
      throws IOException {
    int length = wholeLines(slice.bytes(), complete);
    if (length == 0) {
      return offset;
    }
    String text = new String(slice.bytes(), 0, length, StandardCharsets.UTF_8);
    String lines = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    String missing = slice.start() > offset ? gap(offset, slice.start()) : "";
    long next = slice.start() + length;
    events.send("log", Long.toString(next), missing + lines);
    return next;
  }

  private static int wholeLines(byte[] text, boolean complete) {
    for (int i = text.length - 1; i >= 0; i--) {
      if (text[i] == '\n') {
        return i + 1;
      }
    }
    if (text.length == PIECE) {
      return wholeCharacters(text);
    }
    return complete ? text.length : 0;
  }

  /** Leaves out a character at the end of which only a part is there. */
  private static int wholeCharacters(byte[] text) {
    int begin = text.length - 1;
    while (begin > text.length - LONGEST_CHARACTER && (text[begin] & 0xC0) == 0x80) {
      begin--;
    }
    return (text[begin] & 0x80) == 0 ? text.length : begin;
  }

  private String finalStatus(BuildId id) {
    return useCases
        .find()
        .find(id)
        .map(view -> view.job().status())
        .map(BuildStatus::label)
        .orElse("not_found");
  }
}
