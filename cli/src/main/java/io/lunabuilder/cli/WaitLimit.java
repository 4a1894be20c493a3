package io.lunabuilder.cli;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a command waits at most for what happens elsewhere. */
final class WaitLimit {
  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "The longest wait, for example 90s, 10m or 1h; then it ends with 124.")
  private @Nullable Duration longest;

  boolean isGiven() {
    return longest != null;
  }

  /**
   * Waits; Ctrl-C interrupts it.
   *
   * @param waiting ends early when its thread is interrupted
   * @throws CommandFailure when it takes too long; what is waited for goes on
   */
  <T> T keep(Callable<T> waiting) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(waiting);
    Thread waiter = Thread.ofVirtual().name("waiting").start(task);
    try (Interrupts _ = Interrupts.listen(Thread.currentThread()::interrupt)) {
      return longest == null ? task.get() : task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new CommandFailure(
          "The build has not ended within "
              + Words.duration(Objects.requireNonNull(longest))
              + "; it goes on. A longer --timeout waits longer.",
          ExitCode.TIMED_OUT);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException told
          ? told
          : new IllegalStateException(failed.getCause());
    } finally {
      task.cancel(true);
      // Nothing is printed any more once this command has told its end.
      waiter.join();
    }
  }
}
