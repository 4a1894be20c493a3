package io.lunabuilder.k8s;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What a build waits at: the newest state of its pod, told by the watch of its namespace. */
final class WatchedPod {
  private @Nullable PodSeen newest;
  private boolean gone;
  private boolean woken;

  /** The pod was seen. */
  synchronized void seen(PodSeen pod) {
    newest = pod;
    gone = false;
    woken = true;
    notifyAll();
  }

  /** The pod is not there any more; its last state is kept. */
  synchronized void gone() {
    gone = newest != null;
    woken = true;
    notifyAll();
  }

  /** Whoever waits shall look around. */
  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /** Waits until something is new, {@code atMost}. */
  synchronized void await(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    long left = atMost.toNanos();
    while (!woken && left > 0) {
      wait(Math.max(1, left / 1_000_000));
      left = end - System.nanoTime();
    }
    woken = false;
  }

  /**
   * Waits until {@code condition} holds, {@code atMost}; it is asked again when the pod changes.
   * Another thread that waits at {@link #await} misses nothing by it.
   */
  synchronized void awaitUntil(BooleanSupplier condition, Duration atMost)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    long left = atMost.toNanos();
    while (!condition.getAsBoolean() && left > 0) {
      wait(Math.max(1, left / 1_000_000));
      left = end - System.nanoTime();
    }
  }

  /** As it was seen last; empty before that. */
  synchronized Optional<PodSeen> newest() {
    return Optional.ofNullable(newest);
  }

  /** Was it there, and is it not any more? */
  synchronized boolean isGone() {
    return gone;
  }
}
