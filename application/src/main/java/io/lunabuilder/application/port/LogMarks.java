package io.lunabuilder.application.port;

import io.lunabuilder.domain.BuildOrder;

/** Marks what is written to the service's own log with the build that it is about. */
@FunctionalInterface
public interface LogMarks {
  /** Marks nothing. */
  LogMarks NONE = _ -> () -> {};

  /** What the calling thread logs from now on, until the mark is closed, is about this build. */
  Mark mark(BuildOrder order);

  /** Closed by the thread that got it. */
  interface Mark extends AutoCloseable {
    @Override
    void close();
  }
}
