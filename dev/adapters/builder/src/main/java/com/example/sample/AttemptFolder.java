package com.example.sample;

import io.lunabuilder.application.plugin.Workplace;
import io.lunabuilder.domain.BuildJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The files of one attempt.
 *
 * @param path named after the build and the attempt, so that whoever adopts it finds it
 */
record AttemptFolder(Path path) {

  static AttemptFolder of(Workplace workplace, BuildJob.InProgress job) {
    return new AttemptFolder(workplace.folder().resolve(job.id() + "-" + job.attempt()));
  }

  /** Makes it anew: an attempt that was begun before may have left one. */
  Path create() throws IOException {
    delete();
    return Files.createDirectories(path.resolve("context"));
  }

  void delete() {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
