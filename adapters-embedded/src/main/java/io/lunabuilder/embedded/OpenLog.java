package io.lunabuilder.embedded;

import io.lunabuilder.application.port.LogSlice;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A log that someone writes, reads or waits for. Readers need no lock. */
final class OpenLog {
  private final LogFolder folder;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile List<LogSegment> segments;
  private volatile boolean sealed;
  private volatile boolean written;

  OpenLog(LogFolder folder) throws IOException {
    this.folder = folder;
    this.segments = folder.segments();
    this.sealed = folder.isSealed();
  }

  /** Is more to come from the writer of this process? */
  boolean isBeingWritten() {
    return written && !sealed;
  }

  /** A runner that lost its build may come late: what a sealed log ended with stands. */
  long append(byte[] text) throws IOException {
    lock.lock();
    try {
      if (!sealed) {
        written = true;
        grow(text);
      }
      changed.signalAll();
      return end();
    } finally {
      lock.unlock();
    }
  }

  private void grow(byte[] text) throws IOException {
    try {
      segments = folder.append(segments, text);
    } catch (IOException e) {
      segments = folder.segments();
      throw e;
    }
  }

  Instant lastChange() throws IOException {
    return folder.lastChange();
  }

  long end() {
    List<LogSegment> now = segments;
    return now.isEmpty() ? 0 : now.getLast().end();
  }

  LogSlice read(long offset, int atMost) throws IOException {
    while (true) {
      List<LogSegment> now = segments;
      try {
        return read(now, offset, atMost);
      } catch (FileNotFoundException dropped) {
        if (now.equals(segments)) {
          throw dropped;
        }
      }
    }
  }

  private LogSlice read(List<LogSegment> now, long offset, int atMost) throws IOException {
    List<LogSegment> rest = now.stream().filter(segment -> segment.end() > offset).toList();
    if (rest.isEmpty() || atMost == 0) {
      return new LogSlice(offset, new byte[0]);
    }
    long start = Math.max(offset, rest.getFirst().start());
    byte[] bytes = new byte[(int) Math.min(atMost, contiguousEnd(rest) - start)];
    int filled = 0;
    for (LogSegment segment : rest) {
      long position = start + filled;
      int part = (int) Math.min(bytes.length - filled, segment.end() - position);
      if (part > 0) {
        folder.read(segment, position, bytes, filled, part);
        filled += part;
      }
    }
    return new LogSlice(start, bytes);
  }

  /** Where the first gap begins, or the end. */
  private static long contiguousEnd(List<LogSegment> segments) {
    long end = segments.getFirst().end();
    for (LogSegment segment : segments) {
      end = segment.start() <= end ? Math.max(end, segment.end()) : end;
    }
    return end;
  }

  boolean awaitGrowth(long offset, Duration atMost) throws InterruptedException {
    long patience = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (end() <= offset && !sealed) {
        if (patience <= 0) {
          return false;
        }
        patience = changed.awaitNanos(patience);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  void seal() throws IOException {
    lock.lock();
    try {
      folder.seal();
      wakeForEver();
    } finally {
      lock.unlock();
    }
  }

  /** Deletes the files; whoever waits goes on and finds nothing. */
  void delete() throws IOException {
    lock.lock();
    try {
      segments = List.of();
      folder.delete();
      wakeForEver();
    } finally {
      lock.unlock();
    }
  }

  private void wakeForEver() {
    sealed = true;
    changed.signalAll();
  }
}
