package io.lunabuilder.application.port;

/** An attempt that is under way. */
public interface RunningBuild extends AutoCloseable {

  /**
   * Waits for the end: when this returns, no step of the attempt runs any more, nor anything that a
   * step left in the background. Asking again gives the same.
   *
   * @throws InterruptedException when the waiting thread is interrupted, which the build is not
   */
  BuilderResult await() throws InterruptedException;

  /**
   * Ends it soon, from any thread; {@link #await} then returns. Repeating it changes nothing, nor
   * does it when the build has ended.
   */
  void cancel();

  /**
   * Lets go of it, from any thread, because the service stops or another runner has the build: what
   * can go on without this process does, for others to take over; anything else is cancelled.
   * {@link #await} then returns.
   *
   * @return does it go on?
   */
  default boolean release() {
    cancel();
    return false;
  }

  /**
   * Returns when nothing of the attempt is left, of its files neither, unless it was released; an
   * interrupt does not cut the wait short. Call it after {@link #await}: an image need not wait for
   * the clearing up. Repeating it changes nothing.
   */
  @Override
  void close();

  /**
   * An attempt that is over as soon as it is asked for, of which nothing ever ran.
   *
   * @param result how it ended
   */
  record Ended(BuilderResult result) implements RunningBuild {
    @Override
    public BuilderResult await() {
      return result;
    }

    @Override
    public void cancel() {
      // It is over.
    }

    @Override
    public void close() {
      // Nothing is left.
    }
  }
}
