package io.lunabuilder.application;

import io.lunabuilder.application.port.LogMarks;
import io.lunabuilder.domain.BuildOrder;

/** Makes the threads of one attempt: each is named for its build, and marks what it logs. */
record AttemptThreads(BuildOrder order, LogMarks marks) {

  /** A virtual thread that has yet to be started; {@code task} is the first word of its name. */
  Thread unstarted(String task, Runnable work) {
    return Thread.ofVirtual().name(task + " " + order.id()).unstarted(() -> runMarked(work));
  }

  /** The same, started. */
  Thread start(String task, Runnable work) {
    Thread thread = unstarted(task, work);
    thread.start();
    return thread;
  }

  private void runMarked(Runnable work) {
    try (LogMarks.Mark _ = marks.mark(order)) {
      work.run();
    }
  }
}
