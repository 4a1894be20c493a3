package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.domain.BuildId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings the lines of one attempt to the build's log: masked, and gathered into larger pieces, so
 * that a build that prints a million lines does not write a million times.
 */
final class AttemptLog implements AutoCloseable {
  private static final int PIECE = 32 * 1024;
  private static final long GATHER_NANOS = Duration.ofMillis(50).toNanos();
  private static final int TAIL_LINES = 20;
  private static final int TAIL_WIDTH = 1000;

  private final BuildLog log;
  private final BuildId id;
  private final LogMask mask;
  private final Patience patience;
  private final LogAppender appender;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(PIECE);
  private final Deque<String> tail = new ArrayDeque<>();
  private final Thread writer;
  private RepeatedLines repeated = RepeatedLines.none();
  private boolean closed;

  AttemptLog(BuildLog log, BuildId id, LogMask mask, Patience patience, AttemptThreads threads) {
    this.log = log;
    this.id = id;
    this.mask = mask;
    this.patience = patience;
    this.appender = new LogAppender(log, id, patience);
    this.writer = threads.start("log", this::write);
  }

  /** What {@code attempt} prints from now on it printed before, as far as the log has it. */
  void repeat(int attempt) {
    RepeatedLines known = RepeatedLines.of(log, id, attempt);
    lock.lock();
    try {
      repeated = known;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a line that an attempt printed, unless the log has it. */
  void printed(String text) {
    String masked = mask.apply(text);
    lock.lock();
    try {
      if (repeated.contains(masked)) {
        remember(masked);
        return;
      }
    } finally {
      lock.unlock();
    }
    add(masked);
  }

  /** Adds a line of the service's own; waits when the log cannot be written as fast. */
  void line(String text) {
    add(mask.apply(text));
  }

  private void add(String masked) {
    byte[] bytes = (masked + "\n").getBytes(StandardCharsets.UTF_8);
    lock.lock();
    try {
      while (gathered.size() > PIECE && !closed) {
        changed.awaitUninterruptibly();
      }
      if (!closed) {
        gathered.writeBytes(bytes);
      }
      remember(masked);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void remember(String masked) {
    tail.addLast(masked.substring(0, Math.min(masked.length(), TAIL_WIDTH)));
    if (tail.size() > TAIL_LINES) {
      tail.removeFirst();
    }
  }

  /** The last lines. */
  String tail() {
    lock.lock();
    try {
      return String.join("\n", tail);
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    boolean more = true;
    while (more) {
      byte[] piece;
      lock.lock();
      try {
        while (gathered.size() == 0 && !closed) {
          changed.awaitUninterruptibly();
        }
        gatherALittle();
        piece = gathered.toByteArray();
        gathered.reset();
        more = !closed || piece.length > 0;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      if (piece.length > 0) {
        appender.append(piece);
      }
    }
  }

  private void gatherALittle() {
    try {
      long left = GATHER_NANOS;
      while (left > 0 && gathered.size() < PIECE && !closed) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Another runner has the build, and with it the log: nothing more is written. */
  void abandon() {
    appender.abandon();
  }

  /** Writes what is left; adds nothing that comes later. Repeating it changes nothing. */
  @Override
  public void close() {
    end();
    boolean interrupted = Thread.interrupted();
    if (interrupted) {
      patience.end();
    }
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
        patience.end();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
