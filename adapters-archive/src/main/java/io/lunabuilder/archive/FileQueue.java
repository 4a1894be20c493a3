package io.lunabuilder.archive;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Small files that are written while the archive is read on: making a file costs the kernel more
 * than its bytes do. Once many wait, whoever adds one writes it himself, so that memory stays
 * bounded. Only the writing is done elsewhere: this object belongs to one thread.
 */
final class FileQueue implements AutoCloseable {
  /** Larger files are not worth the memory. */
  static final int LARGEST_FILE = 64 << 10;

  private static final int MOST_WAITING = 64;

  private record Unwritten(String path, Future<?> written) {}

  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("unpacked files").factory(),
          new ThreadPoolExecutor.CallerRunsPolicy());
  private final Deque<Unwritten> queue = new ArrayDeque<>();
  private final Set<String> paths = new HashSet<>();

  /**
   * Writes a file soon.
   *
   * @throws IOException why an earlier file could not be written
   */
  void add(EntryPath path, Callable<?> write) throws IOException {
    while (!queue.isEmpty() && queue.getFirst().written().isDone()) {
      takeFirst();
    }
    String name = path.toString();
    queue.addLast(new Unwritten(name, writer.submit(write)));
    paths.add(name);
  }

  /**
   * Waits for what is to be at {@code path}, if anything is.
   *
   * @throws IOException why a file could not be written
   */
  void settle(String path) throws IOException {
    if (paths.contains(path)) {
      settle();
    }
  }

  /**
   * Waits until all is written.
   *
   * @throws IOException why the first that could not be written was not
   */
  void settle() throws IOException {
    while (!queue.isEmpty()) {
      takeFirst();
    }
  }

  private void takeFirst() throws IOException {
    Unwritten first = queue.removeFirst();
    paths.remove(first.path());
    try {
      first.written().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException disk -> throw disk;
        case RuntimeException broken -> throw broken;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /** Drops what is not written yet; when this returns, nothing is written any more. */
  @Override
  public void close() {
    writer.shutdownNow();
    boolean interrupted = Thread.interrupted();
    while (!writer.isTerminated()) {
      try {
        writer.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
