package io.lunabuilder.http;

import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls as the service told of them, in order. */
final class HeardCalls implements CallObserver {
  private static final long PATIENCE_SECONDS = 10;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @Override
  public Seen begun(@Nullable String traceParent) {
    return new Told(traceParent, told);
  }

  private record Told(@Nullable String traceParent, BlockingQueue<String> told) implements Seen {
    @Override
    public void answered(String method, String route, int status, OptionalInt errorCode) {
      String error = errorCode.isPresent() ? " " + errorCode.getAsInt() : "";
      told.add(method + ":" + route + " " + status + error);
    }
  }

  /** The next one: method and route, status, and number of the error where there was one. */
  String next() throws InterruptedException {
    return String.valueOf(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }
}
