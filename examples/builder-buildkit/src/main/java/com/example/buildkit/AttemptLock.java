package com.example.buildkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows that a living process has an attempt: a lock on a file beside the attempt's folder, which
 * the kernel gives back when that process dies.
 */
final class AttemptLock implements AutoCloseable {
  private static final String SUFFIX = ".lock";

  private final Path file;
  private final FileChannel channel;

  private AttemptLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes that of an attempt; empty while another has it. */
  static Optional<AttemptLock> take(Path attempt) throws IOException {
    Path file = file(attempt);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(channel) != null) {
      return Optional.of(new AttemptLock(file, channel));
    }
    channel.close();
    return Optional.empty();
  }

  private static @Nullable Object lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException thisProcessHasIt) {
      return null;
    }
  }

  /** Was the attempt ever begun, and not cleared since? */
  static boolean isThere(Path attempt) {
    return Files.exists(file(attempt));
  }

  /** Folders of all attempts in {@code folder} that were begun, and not cleared since. */
  static Stream<Path> attempts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).filter(name -> name.endsWith(SUFFIX)).toList().stream()
          .map(name -> Path.of(name.substring(0, name.length() - SUFFIX.length())));
    }
  }

  private static Path file(Path attempt) {
    return attempt.resolveSibling(attempt.getFileName() + SUFFIX);
  }

  /** Gives it back, when nothing of the attempt is left. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.delete(file);
    }
  }
}
