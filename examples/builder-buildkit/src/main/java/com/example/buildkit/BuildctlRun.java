package com.example.buildkit;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A {@code buildctl build} that was started; it is gone when this is closed.
 *
 * @param process which tells what it does on its standard error
 */
record BuildctlRun(Process process) implements AutoCloseable {
  private static final long SECONDS_TO_END = 5;

  /**
   * Hears it to its end.
   *
   * @return 0 when there is an image
   */
  int awaitEnd(BuildOutput output) throws IOException, InterruptedException {
    output.readAll(process.getErrorStream());
    return process.waitFor();
  }

  /**
   * Asks it to end, and makes it end later if it does not. By its handle: {@link Process#destroy}
   * would also close the output, of which the end is still to be read.
   */
  void cancel() {
    ProcessHandle handle = process.toHandle();
    handle.destroy();
    CompletableFuture.delayedExecutor(SECONDS_TO_END, TimeUnit.SECONDS)
        .execute(handle::destroyForcibly);
  }

  /** Does nothing to one that has ended. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
