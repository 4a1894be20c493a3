package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lunabuilder.application.ReadBuildLog;
import io.lunabuilder.application.port.LogSlice;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
    BuildJob job = useCases.find().find(id).orElseThrow(() -> Call.noBuild(id)).job();
    if (log.isForgotten(job)) {
      throw new RefusedCallException(
          ApiError.LOG_FORGOTTEN, "the log of build " + id + " is kept no longer");
    }
    Start start = start(call);
    if (follow) {
      long from =
          start.resumed() || start.tail() == null
              ? start.offset()
              : log.tail(id, start.tail()).start();
      streams.serve(call, events -> follow(events, id, from));
    } else if (start.tail() != null) {
      send(call, log.tail(id, start.tail()), 0);
    } else {
      sendFrom(call, id, start.offset());
    }
  }

  /** What the call says of where to begin; {@code tail} in lines, {@code offset} in bytes. */
  private record Start(boolean resumed, long offset, @Nullable Integer tail) {}

  /** A client that comes back goes on where it was, whatever its query says. */
  private static Start start(Context call) {
    Query query = Query.of(call, "offset", "tail");
    Integer tail = query.has("tail") ? (int) query.number("tail", 0, 0, MOST_LINES) : null;
    long offset = query.number("offset", 0, 0, Long.MAX_VALUE);
    String resumed = call.header("Last-Event-ID");
    if (resumed != null) {
      offset = query.number("Last-Event-ID", resumed, 0, 0, Long.MAX_VALUE);
    }
    query.refuseIfWrong();
    return new Start(resumed != null, offset, tail);
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
