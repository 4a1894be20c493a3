package io.lunabuilder.telemetry;

import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildOrder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spans as others name them: the text of W3C Trace Context. */
final class TraceParent {
  private static final String HEADER = "traceparent";
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private TraceParent() {}

  /** A header under its own name. */
  private static final class TextOnly implements TextMapGetter<String> {
    // Must be there as long as the interface has it, though it is asked for no more.
    @SuppressWarnings("deprecation")
    @Override
    public Iterable<String> keys(String text) {
      return List.of(HEADER);
    }

    @Override
    public @Nullable String get(@Nullable String text, String key) {
      return key.equals(HEADER) ? text : null;
    }
  }

  /** Where spans begin that belong to {@code text}; nowhere when it is null or makes no sense. */
  static Context read(@Nullable String text) {
    return text == null ? Context.root() : W3C.extract(Context.root(), text, new TextOnly());
  }

  /** How others name this span; null when it is none. */
  static @Nullable String write(Span span) {
    Map<String, String> headers = new HashMap<>();
    W3C.inject(Context.root().with(span), headers, (_, name, value) -> headers.put(name, value));
    return headers.get(HEADER);
  }

  /**
   * Where spans of a build begin. One that nobody traced when it was accepted gets a trace that its
   * id names, so that what several processes do for it is one trace all the same.
   */
  static Context of(BuildOrder order) {
    Context told = read(order.origin().traceParent());
    return Span.fromContext(told).getSpanContext().isValid() ? told : byId(order.id());
  }

  private static Context byId(BuildId id) {
    String digits = id.toString().replace("-", "");
    SpanContext parent =
        SpanContext.createFromRemoteParent(
            digits,
            digits.substring(TRACE_DIGITS - SPAN_DIGITS),
            TraceFlags.getSampled(),
            TraceState.getDefault());
    return Context.root().with(Span.wrap(parent));
  }
}
