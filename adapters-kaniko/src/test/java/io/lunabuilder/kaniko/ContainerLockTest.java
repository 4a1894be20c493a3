package io.lunabuilder.kaniko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.application.port.BuildSlots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The container's build lock")
@Tag("R17")
@Timeout(60)
class ContainerLockTest {
  @TempDir Path folder;

  @Test
  @DisplayName("is held by one at a time, whatever number of workers asks")
  void oneAtATime() throws Exception {
    BuildSlots slots = ContainerLock.on(folder.resolve("lock"));
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Thread[] workers = new Thread[8];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = Thread.ofVirtual().start(() -> visit(slots, inside, most));
    }
    for (Thread worker : workers) {
      worker.join();
    }

    assertThat(most).hasValue(1);
  }

  private static void visit(BuildSlots slots, AtomicInteger inside, AtomicInteger most) {
    try (BuildSlots.Slot _ = slots.acquire()) {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      Thread.sleep(5);
      inside.decrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("is waited for by a second holder of the same file, and free once the first is done")
  void secondHolder() throws Exception {
    Path file = folder.resolve("lock");
    BuildSlots.Slot first = ContainerLock.on(file).acquire();
    CompletableFuture<BuildSlots.Slot> second = new CompletableFuture<>();
    BuildSlots other = ContainerLock.on(file);
    Thread.ofVirtual().start(() -> complete(second, other));
    Thread.sleep(300);
    assertThat(second).isNotDone();

    first.close();

    second.get().close();
  }

  private static void complete(CompletableFuture<BuildSlots.Slot> slot, BuildSlots slots) {
    try {
      slot.complete(slots.acquire());
    } catch (InterruptedException e) {
      slot.completeExceptionally(e);
    }
  }

  @Test
  @DisplayName("can be waited for in vain: an interrupted worker leaves the place to the next")
  void interrupted() throws Exception {
    BuildSlots slots = ContainerLock.on(folder.resolve("lock"));
    BuildSlots.Slot held = slots.acquire();
    CountDownLatch ended = new CountDownLatch(1);
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              assertThatThrownBy(slots::acquire).isInstanceOf(InterruptedException.class);
              ended.countDown();
            });
    waiting.interrupt();
    ended.await();

    held.close();

    slots.acquire().close();
  }

  @Test
  @DisplayName("is a file that every user of the container may lock")
  void sharedFile() throws Exception {
    Path file = folder.resolve("lock");

    ContainerLock.on(file).acquire().close();

    assertThat(Files.getPosixFilePermissions(file)).contains(PosixFilePermission.OTHERS_WRITE);
  }
}
