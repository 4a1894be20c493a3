package io.lunabuilder.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A data folder while this process owns it. One process owns a folder at a time; its lock ends with
 * the process, however that ends. Beside it lies who the owner is, for others that would like to
 * have it.
 */
final class DataFolder implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OWNER = "owner.json";

  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Who has the folder.
   *
   * @param pid the process
   * @param address where its API is; null while it starts
   * @param lasting does it serve until it is told to stop, or only for one command?
   */
  record Owner(long pid, @Nullable URI address, boolean lasting) {
    /** Where others may talk to the owner. */
    Optional<URI> service() {
      return Optional.ofNullable(address);
    }
  }

  /**
   * Takes the folder; empty when another process has it.
   *
   * @throws StartFailure when it cannot be used, with the remedy
   */
  static Optional<DataFolder> take(Path path) throws StartFailure {
    try {
      createPrivately(path);
      return takeExisting(path);
    } catch (IOException unusable) {
      throw new StartFailure(
          StartFailure.Cause.SETTINGS,
          "The data folder "
              + path
              + " cannot be used: "
              + StartFailure.of(unusable).getMessage()
              + ". Name another one with --data-dir or LUNA_BUILDER_DATA_DIR.");
    }
  }

  private static Optional<DataFolder> takeExisting(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (isLocked(channel)) {
      DataFolder folder = new DataFolder(path, channel);
      folder.tell(null, false);
      return Optional.of(folder);
    }
    channel.close();
    return Optional.empty();
  }

  /** What is in it, archives and logs, is nobody else's business. */
  private static void createPrivately(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /** The lock is held until the channel is closed, so the lock itself need not be kept. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException thisVeryProcess) {
      return false;
    }
  }

  /** Who has the folder; empty when that cannot be read (yet). */
  static Optional<Owner> owner(Path path) {
    try {
      JsonNode owner = JSON.readTree(path.resolve(OWNER).toFile());
      String address = owner.path("address").asText("");
      return Optional.of(
          new Owner(
              owner.path("pid").asLong(),
              address.isEmpty() ? null : URI.create(address),
              owner.path("lasting").asBoolean()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Path path() {
    return path;
  }

  /**
   * Says who owns the folder.
   *
   * @param address where others may talk to this process, or null
   * @param lasting will it serve until it is told to stop?
   */
  void tell(@Nullable URI address, boolean lasting) throws IOException {
    Path fresh = path.resolve(OWNER + ".new");
    Map<String, Object> owner =
        Map.of(
            "pid",
            ProcessHandle.current().pid(),
            "address",
            address == null ? "" : address.toString(),
            "lasting",
            lasting);
    JSON.writeValue(fresh.toFile(), owner);
    Files.move(
        fresh,
        path.resolve(OWNER),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(path.resolve(OWNER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
