package com.example.buildkit;

import io.lunabuilder.domain.BuildJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files of one attempt, which are gone when it is closed. */
final class AttemptFolder implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AttemptFolder.class.getName());
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path path;
  private final AttemptLock lock;

  private AttemptFolder(Path path, AttemptLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Where the files of an attempt are: a second call for the same attempt comes to the same. */
  static Path path(Path folder, BuildJob.InProgress job) {
    return folder.resolve(job.id() + "-" + job.attempt());
  }

  /**
   * Makes a folder for an attempt; what a dead process left of the same attempt is ended.
   *
   * @throws IOException when a living process has it, or the disk is in trouble
   */
  static AttemptFolder claim(Path path) throws IOException {
    AttemptLock lock =
        AttemptLock.take(path).orElseThrow(() -> new IOException(path + " is in use"));
    AttemptFolder folder = new AttemptFolder(path, lock);
    try {
      folder.clear();
      folder.make();
      return folder;
    } catch (IOException e) {
      folder.close();
      throw e;
    }
  }

  private void make() throws IOException {
    Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.createDirectory(context());
    Files.createDirectory(dockerConfig());
  }

  /** Clears what a dead process left of an attempt; that of a living one stays. */
  static void sweep(Path path) {
    if (!AttemptLock.isThere(path)) {
      return;
    }
    try {
      Optional<AttemptLock> lock = AttemptLock.take(path);
      if (lock.isPresent()) {
        AttemptFolder left = new AttemptFolder(path, lock.get());
        left.clear();
        left.close();
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "Cannot clear " + path, e);
    }
  }

  private void clear() throws IOException {
    if (Files.exists(path)) {
      Buildctl.endBuildWith(BuildArguments.metadata(this));
      delete(path);
    }
  }

  /** Where the archive is unpacked. */
  Path context() {
    return path.resolve("context");
  }

  /**
   * What {@code DOCKER_CONFIG} is for this attempt: without a file in it there are no credentials.
   */
  Path dockerConfig() {
    return path.resolve("docker");
  }

  /** Where {@code buildctl} writes what it made. */
  Path metadata() {
    return path.resolve("metadata.json");
  }

  /** The image, when it is kept as a file. */
  Path image() {
    return path.resolve("image.tar");
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      if (Files.exists(path)) {
        delete(path);
      }
    }
  }

  /** A folder of an archive may forbid its owner to look into it, or to change it. */
  private static void delete(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.setPosixFilePermissions(file, OWNER_ONLY);
      for (Path child : children(file)) {
        delete(child);
      }
    }
    Files.delete(file);
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }
}
