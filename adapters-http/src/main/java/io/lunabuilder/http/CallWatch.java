package io.lunabuilder.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the observer of calls what came of each of them. */
final class CallWatch {
  private static final String SEEN = CallWatch.class.getName();
  private static final String ERROR = SEEN + ".error";
  private static final String TRACE_PARENT = "traceparent";

  /** Stands for what no route takes, whatever it is called. */
  private static final String UNKNOWN = "unknown";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final CallObserver observer;

  CallWatch(CallObserver observer) {
    this.observer = observer;
  }

  /** Before anything else is, so that no call is missed that something refuses. */
  void register(JavalinConfig config) {
    config.routes.before(this::begin);
    config.requestLogger.http((call, _) -> end(call));
  }

  private void begin(Context call) {
    call.attribute(SEEN, observer.begun(call.header(TRACE_PARENT)));
  }

  private void end(Context call) {
    CallObserver.Seen begun = call.attribute(SEEN);
    CallObserver.Seen seen = begun == null ? observer.begun(null) : begun;
    seen.answered(method(call), route(call), call.statusCode(), error(call));
  }

  /** The server refused a call before any route saw it. */
  void refusedEarly(int status, ApiError error) {
    observer.begun(null).answered(UNKNOWN, UNKNOWN, status, OptionalInt.of(error.number()));
  }

  /** Remembers that {@code error} is the answer. */
  static void note(Context call, int errorCode) {
    call.attribute(ERROR, errorCode);
  }

  /** To which trace belongs what {@code call} leads to; null for none. */
  static @Nullable String traceParent(Context call) {
    CallObserver.Seen seen = call.attribute(SEEN);
    return seen == null ? null : seen.traceParent();
  }

  private static OptionalInt error(Context call) {
    Integer code = call.attribute(ERROR);
    return code == null ? OptionalInt.empty() : OptionalInt.of(code);
  }

  private static String method(Context call) {
    String name = call.method().name();
    return METHODS.contains(name) ? name : UNKNOWN;
  }

  private static String route(Context call) {
    Endpoint endpoint = call.endpoints().lastHttpEndpoint();
    return endpoint == null ? UNKNOWN : endpoint.path;
  }
}
