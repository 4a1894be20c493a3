package io.lunabuilder.application.port;

/** An attempt that is under way. */
public interface RunningBuild {

  /** Waits for the end: when this returns, nothing of the attempt runs any more. */
  BuilderResult await() throws InterruptedException;

  /** Ends it soon, from any thread; {@link #await} then returns. Repeating it changes nothing. */
  void cancel();
}
