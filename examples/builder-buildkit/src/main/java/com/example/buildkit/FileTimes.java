package com.example.buildkit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives the files of each build times that no other build's files have.
 *
 * <p>The daemon keeps one copy of the context for all its clients, and asks for a file only when
 * its path, size, mode or time differ from that copy. Archives often have equal times in all files
 * (a reproducible tar has zero): without this, a file of one project would get into the image of
 * another that has a file of that name and size. Nanoseconds are enough: they are part of that
 * comparison, but neither of an image, where times are whole seconds, nor of what the daemon knows
 * cached layers by.
 */
final class FileTimes {
  private static final int NANOS_OF_A_SECOND = 1_000_000_000;

  /** Builds of this process differ by counting, those of two processes by chance. */
  private final AtomicInteger next =
      new AtomicInteger(new SecureRandom().nextInt(NANOS_OF_A_SECOND));

  private FileTimes() {}

  /**
   * @param folder where files of builds will be
   * @throws IOException when its disk does not keep nanoseconds
   */
  static FileTimes on(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, ".times", "");
    try {
      FileTime time = FileTime.from(Instant.ofEpochSecond(0, 123_456_789));
      Files.setLastModifiedTime(probe, time);
      if (!Files.getLastModifiedTime(probe).equals(time)) {
        throw new IOException(
            "the disk of "
                + folder
                + " keeps no nanoseconds of files' times, without which buildkitd mixes up the"
                + " files of builds: choose another data folder");
      }
      return new FileTimes();
    } finally {
      Files.delete(probe);
    }
  }

  /** Changes the times of all files below {@code context}. Links are compared by their targets. */
  void makeUnique(Path context) throws IOException {
    int nanos = Math.floorMod(next.getAndIncrement(), NANOS_OF_A_SECOND);
    Files.walkFileTree(
        context,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              Instant time = attributes.lastModifiedTime().toInstant();
              Files.setLastModifiedTime(
                  file, FileTime.from(Instant.ofEpochSecond(time.getEpochSecond(), nanos)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
