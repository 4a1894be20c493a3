package io.lunabuilder.kaniko;

import io.lunabuilder.application.port.BuildSlots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets one build at a time run in a container, whatever number of workers and processes there is
 * (R17): a fair queue inside this process, and a lock on a file against others. The kernel gives
 * the lock back when its process dies.
 */
final class ContainerLock implements BuildSlots {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Path file;
  private final Semaphore turn = new Semaphore(1, true);

  private ContainerLock(Path file) {
    this.file = file;
  }

  /**
   * The same {@code file} means the same container; it is created when it is missing.
   *
   * @throws IOException when it cannot be
   */
  static ContainerLock on(Path file) throws IOException {
    ContainerLock lock = new ContainerLock(file);
    lock.open().close();
    return lock;
  }

  @Override
  public Slot acquire() throws InterruptedException {
    turn.acquire();
    boolean taken = false;
    try {
      FileChannel channel = open();
      awaitLock(channel);
      taken = true;
      return new Held(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("the lock file " + file + " cannot be used", e);
    } finally {
      if (!taken) {
        turn.release();
      }
    }
  }

  /**
   * Any user of the container may share the file: one that made it must not shut the others out.
   */
  private FileChannel open() throws IOException {
    try {
      Files.createFile(file);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    } catch (FileAlreadyExistsException e) {
      // Someone else made it, and set its permissions.
    }
    return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Polls: waiting inside the kernel would hold a carrier thread and ignore interruption. */
  private static void awaitLock(FileChannel channel) throws IOException, InterruptedException {
    boolean locked = false;
    try {
      while (!takes(channel)) {
        Thread.sleep(POLL);
      }
      locked = true;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static boolean takes(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // Another ContainerLock of this process has it.
    }
  }

  private final class Held implements Slot {
    private final FileChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    Held(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() {
      if (!closed.compareAndSet(false, true)) {
        return;
      }
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        turn.release();
      }
    }
  }
}
