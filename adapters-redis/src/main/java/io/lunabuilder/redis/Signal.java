package io.lunabuilder.redis;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes whoever waits. A call that comes between a look and the wait for news is not missed. */
final class Signal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private long count;

  /** How often it was given; to be taken before looking. */
  long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** There is news. */
  void give() {
    lock.lock();
    try {
      count++;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until it was given more often than {@code seen}.
   *
   * @return false when {@code atMost} went by
   */
  boolean await(long seen, Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      while (count == seen && left > 0) {
        left = news.awaitNanos(left);
      }
      return count != seen;
    } finally {
      lock.unlock();
    }
  }
}
