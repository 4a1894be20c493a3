package io.lunabuilder.embedded;

import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.domain.BuildJob;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes durable many at a time. Whoever changes something does so under one short lock and
 * then waits; a thread of its own writes and syncs what came together while it was busy with the
 * last batch. So a sync, which takes milliseconds, is shared by all who wait for one.
 */
final class GroupCommit implements AutoCloseable {
  private static final long QUIET_BEFORE_COMPACTION_MILLIS = 1000;

  private final StoreFile file;
  private final Consumer<List<BuildJob>> observers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition dirty = lock.newCondition();
  private final Thread committer;

  private volatile Batch open = new Batch();
  private volatile @Nullable Batch syncing;
  private volatile @Nullable RuntimeException broken;
  private volatile boolean closed;
  private boolean worthCompacting;

  /**
   * @param observers told of the changes of each batch, once they are durable
   */
  GroupCommit(StoreFile file, Consumer<List<BuildJob>> observers) {
    this.file = file;
    this.observers = observers;
    this.committer = Thread.ofPlatform().name("store commits").daemon().unstarted(this::commit);
  }

  GroupCommit start() {
    committer.start();
    return this;
  }

  /** The lock under which everything is changed, for conditions that depend on what is stored. */
  ReentrantLock lock() {
    return lock;
  }

  /**
   * Runs {@code step} alone and returns when all that it saw and wrote is durable.
   *
   * @throws StoreUnavailableException when the disk refuses, or the store was closed
   */
  <T> T change(Function<Batch, T> step) {
    T result;
    Batch awaited;
    lock.lock();
    try {
      checkUsable();
      result = step.apply(open);
      if (open.isDirty()) {
        dirty.signal();
      }
      awaited = open.isDirty() ? open : syncing;
    } finally {
      lock.unlock();
    }
    if (awaited != null) {
      await(awaited);
    }
    return result;
  }

  private static void await(Batch batch) {
    try {
      batch.durable().join();
    } catch (CompletionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new StoreUnavailableException("the change could not be written", cause);
    }
  }

  /** What is durable of a document that now is {@code now}; read the map before you ask. */
  byte @Nullable [] durable(String id, byte @Nullable [] now) {
    byte[] beforeOpen = open.before(id, now);
    Batch older = syncing;
    return older == null ? beforeOpen : older.before(id, beforeOpen);
  }

  /**
   * @throws StoreUnavailableException when nothing can be changed any more
   */
  void checkUsable() {
    RuntimeException cause = broken;
    if (cause != null) {
      throw new StoreUnavailableException(
          "the store cannot be written: " + cause.getMessage(), cause);
    }
    if (closed) {
      throw new StoreUnavailableException("the store is closed", new IllegalStateException());
    }
  }

  private void commit() {
    Batch batch = write();
    while (batch != null) {
      finish(batch);
      batch = write();
    }
  }

  /** Waits for changes and writes them; null when the store was closed and all is written. */
  private @Nullable Batch write() {
    lock.lock();
    try {
      while (!open.isDirty() && !closed) {
        compactWhenQuiet(dirty.await(QUIET_BEFORE_COMPACTION_MILLIS, TimeUnit.MILLISECONDS));
      }
      if (!open.isDirty()) {
        return null;
      }
      Batch batch = open;
      syncing = batch;
      open = new Batch();
      worthCompacting = true;
      file.write();
      return batch;
    } catch (InterruptedException e) {
      return fail(new IllegalStateException("the store's thread was interrupted", e));
    } catch (RuntimeException e) {
      return fail(e);
    } finally {
      lock.unlock();
    }
  }

  private void compactWhenQuiet(boolean changed) {
    if (!changed && worthCompacting) {
      worthCompacting = file.compactALittle();
    }
  }

  private void finish(Batch batch) {
    try {
      file.sync();
      syncing = null;
      // Before the writers go on: who subscribes after its own change must not hear that one.
      observers.accept(batch.changes());
      batch.durable().complete(true);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /**
   * Nothing is known of what was not synced: whoever waits is told, and nothing more is accepted.
   */
  private @Nullable Batch fail(RuntimeException cause) {
    lock.lock();
    try {
      broken = cause;
      Batch lost = syncing;
      if (lost != null) {
        lost.durable().completeExceptionally(cause);
      }
      open.durable().completeExceptionally(cause);
      closed = true;
      open = new Batch();
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Refuses further changes and waits until all before are durable. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      dirty.signal();
    } finally {
      lock.unlock();
    }
    boolean interrupted = Thread.interrupted();
    while (committer.isAlive()) {
      try {
        committer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
