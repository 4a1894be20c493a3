package io.lunabuilder.kaniko;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What builds of dead processes left in the builds folder. */
final class Leftovers {
  private Leftovers() {}

  /** Ends and deletes them; what a living process holds stays. */
  static void sweep(Path buildsFolder, Supervisor supervisor) throws InterruptedException {
    for (Path folder : attempts(buildsFolder)) {
      if (!FolderClaim.isHeld(folder)) {
        supervisor.sweep(folder);
        FolderClaim.forget(folder);
      }
    }
  }

  private static List<Path> attempts(Path buildsFolder) {
    if (!Files.isDirectory(buildsFolder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(buildsFolder)) {
      return entries.filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
