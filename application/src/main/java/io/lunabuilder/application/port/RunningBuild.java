package io.lunabuilder.application.port;

/** An attempt that is under way. */
public interface RunningBuild extends AutoCloseable {

  /** Waits for the end: when this returns, no step of the attempt runs any more. */
  BuilderResult await() throws InterruptedException;

  /** Ends it soon, from any thread; {@link #await} then returns. Repeating it changes nothing. */
  void cancel();

  /**
   * Returns when nothing of the attempt is left, of its files neither; an interrupt does not cut
   * the wait short. Call it after {@link #await}: an image need not wait for the clearing up.
   */
  @Override
  void close();
}
