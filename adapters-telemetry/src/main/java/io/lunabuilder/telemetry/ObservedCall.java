package io.lunabuilder.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A call of the API, from when it came until it was answered. */
public final class ObservedCall {
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final int SERVER_ERROR = 500;

  private final CallMetrics metrics;
  private final Span span;
  private final @Nullable String traceParent;
  private final long began = System.nanoTime();

  /**
   * @param span an invalid one when the call is not traced
   * @param traceParent what others shall go on with
   */
  ObservedCall(CallMetrics metrics, Span span, @Nullable String traceParent) {
    this.metrics = metrics;
    this.span = span;
    this.traceParent = traceParent;
  }

  /**
   * The trace to which belongs what the call leads to, in the form of W3C Trace Context: this
   * call's own span, or what the caller sent where calls are not traced; null when there is none.
   */
  public @Nullable String traceParent() {
    return traceParent;
  }

  /**
   * It was answered.
   *
   * @param method a known one, or a word for all others
   * @param route of which there is a bounded number; never what the caller wrote
   * @param errorCode the number of the error that was the answer; empty when none was
   */
  public void answered(String method, String route, int status, OptionalInt errorCode) {
    String path = method + ":" + route;
    metrics.answered(path, status, Duration.ofNanos(System.nanoTime() - began));
    errorCode.ifPresent(code -> metrics.refused(path, code));
    span.updateName(method + " " + route)
        .setAttribute(METHOD, method)
        .setAttribute(ROUTE, route)
        .setAttribute(STATUS, (long) status);
    errorCode.ifPresent(code -> span.setAttribute(ERROR, Integer.toString(code)));
    if (status >= SERVER_ERROR) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
