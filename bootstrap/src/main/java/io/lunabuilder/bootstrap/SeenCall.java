package io.lunabuilder.bootstrap;

import io.lunabuilder.http.CallObserver;
import io.lunabuilder.telemetry.ObservedCall;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A call as the API tells of it, for those who count and trace calls. */
record SeenCall(ObservedCall call) implements CallObserver.Seen {
  @Override
  public @Nullable String traceParent() {
    return call.traceParent();
  }

  @Override
  public void answered(String method, String route, int status, OptionalInt errorCode) {
    call.answered(method, route, status, errorCode);
  }
}
