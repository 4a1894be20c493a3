package io.lunabuilder.redis;

import io.lunabuilder.application.port.LogSlice;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the followers of one log in this process share: they hear together that it grew, and what
 * one of them read is there for the others who are at the same offset. So a hundred of them cost
 * the server little more than one.
 */
final class FollowedLog {
  private final Signal news = new Signal();
  private final AtomicReference<@Nullable Read> latest = new AtomicReference<>();
  private final AtomicReference<@Nullable End> end = new AtomicReference<>();

  /** Where it ended, and whether it was sealed. */
  record End(long offset, boolean sealed) {
    /** Need someone who read until {@code from} wait no longer? */
    boolean isNews(long from) {
      return offset > from || sealed;
    }
  }

  /** Of two that were heard in any order the later one: logs only grow. */
  private static @Nullable End later(@Nullable End one, @Nullable End other) {
    return one == null || other == null
        ? other
        : new End(Math.max(one.offset, other.offset), one.sealed || other.sealed);
  }

  /** What is or was read from an offset on. */
  private record Read(long offset, CompletableFuture<LogSlice> slice) {
    boolean helps(long wanted) {
      return offset == wanted
          && !slice.isCompletedExceptionally()
          && (!slice.isDone() || !slice.join().isEmpty());
    }
  }

  /** The server announced it, or was asked. */
  void endsAt(End now) {
    end.accumulateAndGet(now, FollowedLog::later);
    news.give();
  }

  /** What is known may be out of date. */
  void doubt() {
    end.set(null);
    news.give();
  }

  /**
   * Waits until it reaches beyond {@code offset} or is sealed.
   *
   * @param ask asks the server, when nothing is known, and after {@code trust} without news
   * @return false when {@code atMost} went by
   */
  boolean awaitNews(long offset, Duration atMost, Duration trust, Supplier<End> ask)
      throws InterruptedException {
    long patience = System.nanoTime() + atMost.toNanos();
    boolean trusted = true;
    while (true) {
      long seen = news.count();
      End known = end.get();
      if (known == null || !trusted) {
        known = end.accumulateAndGet(ask.get(), FollowedLog::later);
      }
      if (known != null && known.isNews(offset)) {
        return true;
      }
      Duration left = Duration.ofNanos(patience - System.nanoTime());
      if (!left.isPositive()) {
        return false;
      }
      trusted = news.await(seen, left.compareTo(trust) < 0 ? left : trust);
    }
  }

  /**
   * Reads, together with whoever reads from the same offset.
   *
   * @param ask reads from the server
   */
  LogSlice read(long offset, int atMost, Supplier<LogSlice> ask) {
    Read other = latest.get();
    if (other != null && other.helps(offset)) {
      return cut(joined(other), atMost);
    }
    Read mine = new Read(offset, new CompletableFuture<>());
    if (!latest.compareAndSet(other, mine)) {
      return ask.get();
    }
    try {
      LogSlice slice = ask.get();
      mine.slice().complete(slice);
      return slice;
    } catch (RuntimeException e) {
      latest.compareAndSet(mine, null);
      mine.slice().completeExceptionally(e);
      throw e;
    }
  }

  private static LogSlice joined(Read read) {
    try {
      return read.slice().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static LogSlice cut(LogSlice slice, int atMost) {
    return slice.bytes().length <= atMost
        ? slice
        : new LogSlice(slice.start(), Arrays.copyOf(slice.bytes(), atMost));
  }
}
