package io.lunabuilder.kaniko;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A supervisor that runs, seen from the service that holds its life line. */
final class SupervisedProcess {
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Process supervisor;
  private final AtomicBoolean lifeLineCut = new AtomicBoolean();

  SupervisedProcess(Process supervisor) {
    this.supervisor = supervisor;
  }

  /** What the executor and the build's steps print; it ends when all of them have. */
  InputStream output() {
    return supervisor.getInputStream();
  }

  /** The executor's exit code, once the supervisor has cleaned up after it. */
  int awaitEnd() throws InterruptedException {
    return supervisor.waitFor();
  }

  /**
   * Makes the supervisor end the build; kills the supervisor when it has not ended {@link #GRACE}
   * later, which leaves a sweep to the caller. Returns at once; repeating it changes nothing.
   */
  void end() {
    if (!lifeLineCut.compareAndSet(false, true)) {
      return;
    }
    try {
      supervisor.getOutputStream().close();
    } catch (IOException e) {
      supervisor.destroyForcibly();
    }
    Thread.ofVirtual().name("build-grace-" + supervisor.pid()).start(this::killAfterGrace);
  }

  private void killAfterGrace() {
    try {
      if (!supervisor.waitFor(GRACE)) {
        supervisor.destroyForcibly();
      }
    } catch (InterruptedException e) {
      supervisor.destroyForcibly();
    }
  }
}
