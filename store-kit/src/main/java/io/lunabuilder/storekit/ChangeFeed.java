package io.lunabuilder.storekit;

import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tells observers of changes, each by a thread of its own, so that one that is slow or throws hurts
 * nobody else. One that falls far behind misses the oldest changes, since memory is bounded.
 */
public final class ChangeFeed implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ChangeFeed.class.getName());
  private static final int LONGEST_BACKLOG = 10_000;

  /** Who comes while a change is told is not in the set that is gone through, and misses it. */
  private final Set<Follower> ofAll = new CopyOnWriteArraySet<>();

  private final Map<BuildId, Set<Follower>> ofOne = new ConcurrentHashMap<>();

  /** Tells {@code observer} what is published from now on. */
  public Subscription subscribe(Consumer<BuildJob> observer) {
    Follower follower = new Follower(observer);
    ofAll.add(follower);
    return () -> {
      ofAll.remove(follower);
      follower.stop();
    };
  }

  /** The same of one build only. */
  public Subscription subscribe(BuildId build, Consumer<BuildJob> observer) {
    Follower follower = new Follower(observer);
    ofOne.compute(
        build,
        (_, others) -> {
          Set<Follower> all = others == null ? new CopyOnWriteArraySet<>() : others;
          all.add(follower);
          return all;
        });
    return () -> {
      ofOne.computeIfPresent(build, (_, all) -> all.remove(follower) && all.isEmpty() ? null : all);
      follower.stop();
    };
  }

  /** Hands over changes in their order; never waits for an observer. */
  public void publish(List<BuildJob> changes) {
    for (BuildJob change : changes) {
      ofAll.forEach(follower -> follower.offer(change));
      ofOne.getOrDefault(change.id(), Set.of()).forEach(follower -> follower.offer(change));
    }
  }

  @Override
  public void close() {
    Stream.concat(ofAll.stream(), ofOne.values().stream().flatMap(Set::stream))
        .forEach(Follower::stop);
    ofAll.clear();
    ofOne.clear();
  }

  /** One observer with what it has not heard yet. */
  private static final class Follower {
    private final Consumer<BuildJob> observer;
    private final BlockingQueue<BuildJob> backlog = new LinkedBlockingQueue<>(LONGEST_BACKLOG);
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
