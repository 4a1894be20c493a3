package io.lunabuilder.http;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Hears of each call. Its methods return soon and may be called from any thread. */
@FunctionalInterface
public interface CallObserver {

  /**
   * A call came.
   *
   * @param traceParent the header of that name as the caller sent it; null when there was none
   */
  Seen begun(@Nullable String traceParent);

  /** One call. */
  interface Seen {
    /** What its caller's trace goes on with, in the form of that header; null for none. */
    @Nullable String traceParent();

    /**
     * It was answered.
     *
     * @param method one of HTTP's, or {@code unknown}
     * @param route as {@code /1/builds/{id}}, of which there is a bounded number, or {@code
     *     unknown}; never what the caller wrote
     * @param errorCode the number of the error that was the answer; empty when none was
     */
    void answered(String method, String route, int status, OptionalInt errorCode);
  }
}
