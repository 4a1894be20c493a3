package io.lunabuilder.kaniko;

import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The files of one attempt: the root file system that it gets, with the context inside, and what it
 * gives back.
 *
 * @param path the attempt's own folder, {@code BUILD-ATTEMPT} in the builds folder
 */
record BuildFolder(Path path) {
  /** Where the executor sees {@link #context}. */
  static final String INNER_CONTEXT = "/kaniko/context";

  /** Where the executor sees {@link #out}. */
  static final String INNER_OUT = "/kaniko/out";

  static final String TAR = "image.tar";
  static final String DIGEST = "digest";

  /** Bytes; with less than that nothing of use can be written. */
  private static final long FULL = 1 << 20;

  /** The folder of an attempt of {@code job}. */
  static BuildFolder of(Path buildsFolder, BuildJob.InProgress job) {
    return new BuildFolder(buildsFolder.resolve(job.id() + "-" + job.attempt()));
  }

  /** What becomes {@code /} for the build. */
  Path root() {
    return path.resolve("root");
  }

  /** Where the archive is unpacked. */
  Path context() {
    return root().resolve("kaniko/context");
  }

  /** What the build gives back. */
  Path out() {
    return path.resolve("out");
  }

  /** The image as a file, when the build was to make one. */
  Path tar() {
    return out().resolve(TAR);
  }

  /** Makes the folders, which nobody but this user can look into. */
  void create() throws IOException {
    Files.createDirectories(path.getParent());
    Files.createDirectory(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.createDirectories(context());
    Files.createDirectories(out());
  }

  /** Gives the build the credentials with which it reaches registries. */
  void addCredentials(Path dockerConfig) throws IOException {
    Path folder = Files.createDirectories(root().resolve("kaniko/.docker"));
    Files.copy(dockerConfig, folder.resolve("config.json"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** How the executor ended; empty when its supervisor could not tell. */
  OptionalInt exitCode() throws IOException {
    Path file = path.resolve("exit-code");
    return Files.isRegularFile(file)
        ? OptionalInt.of(Integer.parseInt(Files.readString(file).strip()))
        : OptionalInt.empty();
  }

  /** Was the disk full when a build failed, before its root was deleted? */
  boolean wasDiskFull() throws IOException {
    Path file = path.resolve("free");
    return Files.isRegularFile(file) && Long.parseLong(Files.readString(file).strip()) < FULL;
  }

  /**
   * The image's digest as kaniko wrote it. It writes it before it pushes, so that a digest alone
   * proves nothing.
   */
  Optional<Digest> digest() throws IOException {
    Path file = out().resolve(DIGEST);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String text = Files.readString(file).strip();
    return text.matches("sha256:[0-9a-f]{64}") ? Optional.of(new Digest(text)) : Optional.empty();
  }
}
