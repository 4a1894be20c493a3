package io.lunabuilder.bootstrap;

import java.util.ArrayDeque;
import java.util.Deque;

/** Parts of a service that are closed together: the newest first, and each whatever happens. */
final class Parts implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Parts.class.getName());

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Adds a part that is running. */
  <T extends AutoCloseable> T add(T part) {
    open.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      AutoCloseable part = open.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.log(
            System.Logger.Level.ERROR, part.getClass().getSimpleName() + " ended with an error", e);
      }
    }
  }
}
