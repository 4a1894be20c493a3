package io.lunabuilder.testkit;

import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildJob;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Whoever watches the {@link InMemoryBuildStore}, each told by a thread of its own. */
final class Observers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Observers.class.getName());

  private final Set<Observer> all = ConcurrentHashMap.newKeySet();

  Subscription add(Consumer<BuildJob> consumer) {
    Observer observer = new Observer(consumer);
    all.add(observer);
    return () -> {
      all.remove(observer);
      observer.thread.interrupt();
    };
  }

  void tell(BuildJob change) {
    all.forEach(observer -> observer.changes.add(change));
  }

  @Override
  public void close() {
    all.forEach(observer -> observer.thread.interrupt());
    all.clear();
  }

  private static final class Observer {
    private final Consumer<BuildJob> consumer;
    private final BlockingQueue<BuildJob> changes = new LinkedBlockingQueue<>();
    private final Thread thread;

    Observer(Consumer<BuildJob> consumer) {
      this.consumer = consumer;
      this.thread = Thread.ofVirtual().name("observer").start(this::listen);
    }

    private void listen() {
      try {
        while (true) {
          tell(changes.take());
        }
      } catch (InterruptedException e) {
        // The subscription was closed.
      }
    }

    private void tell(BuildJob change) {
      try {
        consumer.accept(change);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.DEBUG, "An observer threw", e);
      }
    }
  }
}
