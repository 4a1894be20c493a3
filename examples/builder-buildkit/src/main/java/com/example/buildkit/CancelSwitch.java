package com.example.buildkit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Ends an attempt from another thread, in the way that fits what the attempt is doing. */
final class CancelSwitch {
  private boolean cancelled;
  private @Nullable Thread staging;
  private @Nullable BuildctlRun run;

  /** Starts what an attempt is about. */
  interface Launch {
    BuildctlRun start() throws IOException;
  }

  /** Repeating it changes nothing. */
  synchronized void cancel() {
    cancelled = true;
    if (run != null) {
      run.cancel();
    } else if (staging != null) {
      staging.interrupt();
    }
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /**
   * From now on this thread fetches an archive, which may take long and can be interrupted; nothing
   * else is, since an interrupt breaks what it meets, such as locks of files.
   */
  synchronized void beginStaging() throws InterruptedException {
    requireWanted();
    staging = Thread.currentThread();
  }

  synchronized void endStaging() {
    staging = null;
  }

  /** Starts {@code buildctl}, unless a cancel came first. */
  synchronized BuildctlRun launch(Launch launch) throws IOException, InterruptedException {
    requireWanted();
    BuildctlRun started = launch.start();
    run = started;
    return started;
  }

  private void requireWanted() throws InterruptedException {
    if (cancelled) {
      throw new InterruptedException("cancelled");
    }
  }
}
