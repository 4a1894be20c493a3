package io.lunabuilder.kaniko;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Shows that a living process works in a build's folder: a lock on a file beside it, which the
 * kernel gives back when that process dies.
 */
final class FolderClaim implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private FolderClaim(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * @throws IOException when the folder is claimed already
   */
  static FolderClaim on(Path folder) throws IOException {
    Path file = file(folder);
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!tryLock(channel)) {
      channel.close();
      throw new IOException(folder + " is in use by another process");
    }
    return new FolderClaim(file, channel);
  }

  static boolean isHeld(Path folder) {
    Path file = file(folder);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return !tryLock(channel);
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Removes what is left of a claim. */
  static void forget(Path folder) {
    try {
      Files.deleteIfExists(file(folder));
    } catch (IOException e) {
      // It holds nothing and claims nothing; the next sweep meets it again.
    }
  }

  private static Path file(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".lock");
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
