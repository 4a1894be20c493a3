package io.lunabuilder.storekit;

import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildJob;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Tells observers of changes, each by a thread of its own, so that one that is slow or throws hurts
 * nobody else. One that falls far behind misses the oldest changes, since memory is bounded.
 */
public final class ChangeFeed implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ChangeFeed.class.getName());
  private static final int LONGEST_BACKLOG = 10_000;

  private final Set<Follower> followers = ConcurrentHashMap.newKeySet();

  /** Tells {@code observer} what is published from now on. */
  public Subscription subscribe(Consumer<BuildJob> observer) {
    Follower follower = new Follower(observer);
    followers.add(follower);
    return () -> {
      followers.remove(follower);
      follower.stop();
    };
  }

  /** Hands over changes in their order; never waits for an observer. */
  public void publish(List<BuildJob> changes) {
    followers.forEach(follower -> changes.forEach(follower::offer));
  }

  @Override
  public void close() {
    followers.forEach(Follower::stop);
    followers.clear();
  }

  /** One observer with what it has not heard yet. */
  private static final class Follower {
    private final Consumer<BuildJob> observer;
    private final BlockingQueue<BuildJob> backlog = new ArrayBlockingQueue<>(LONGEST_BACKLOG);
    private final Thread thread;
    private volatile boolean stopped;

    Follower(Consumer<BuildJob> observer) {
      this.observer = observer;
      this.thread = Thread.ofVirtual().name("store changes").start(this::tell);
    }

    void offer(BuildJob change) {
      while (!backlog.offer(change)) {
        backlog.poll();
      }
    }

    private void tell() {
      while (!stopped) {
        try {
          BuildJob change = backlog.take();
          observer.accept(change);
        } catch (InterruptedException e) {
          stopped = true;
        } catch (RuntimeException e) {
          LOG.log(System.Logger.Level.WARNING, "An observer of builds failed", e);
        }
      }
    }

    /** Ends the thread; an observer that waits for something is interrupted. */
    void stop() {
      stopped = true;
      if (Thread.currentThread() != thread) {
        thread.interrupt();
      }
    }
  }
}
