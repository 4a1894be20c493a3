package io.lunabuilder.domain;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a build came from.
 *
 * @param request the call that submitted it; null where that was not kept
 * @param account on whose behalf, or null
 * @param traceParent the trace that the call belongs to, in the form of W3C Trace Context's {@code
 *     traceparent}, or null
 */
public record Origin(
    @Nullable RequestId request, @Nullable AccountId account, @Nullable String traceParent) {

  /** Nothing is known. */
  public static final Origin UNKNOWN = new Origin(null, null, null);

  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  /**
   * @throws IllegalArgumentException when {@code traceParent} has another form
   */
  public Origin {
    if (traceParent != null && !isTraceParent(traceParent)) {
      throw new IllegalArgumentException("not a trace parent");
    }
  }

  /** Has {@code text} the form of a trace parent? */
  public static boolean isTraceParent(String text) {
    return TRACE_PARENT.matcher(text).matches();
  }
}
