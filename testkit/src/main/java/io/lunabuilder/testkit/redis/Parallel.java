package io.lunabuilder.testkit.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several servers are started and ended at the same time, since each one takes a while. */
final class Parallel {
  private Parallel() {}

  /** Starts {@code count} of them; that one cannot be had is told as {@code start} tells it. */
  static <T> List<T> start(int count, Callable<T> start) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> started = new ArrayList<>();
      for (Future<T> one : threads.invokeAll(Collections.nCopies(count, start))) {
        started.add(one.get());
      }
      return started;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException itself) {
        throw itself;
      }
      throw new IllegalStateException("a server did not start", failed.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stop);
    }
  }

  static void end(List<? extends Runnable> ends) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ends.forEach(threads::execute);
    }
  }
}
