package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What came of unpacking an archive into an empty folder.
 *
 * @param problem empty when all went well
 * @param around the folder that has the unpacked one in it, and nothing else
 * @param folder the unpacked one
 */
record Unpacked(Optional<ArchiveProblem> problem, Path around, Path folder) {

  /** Unpacks bytes that arrive as a stream. */
  static Unpacked of(byte[] archive, Path around, UnpackLimits limits) throws Exception {
    return of(new Arriving.Whole(archive), around, limits);
  }

  static Unpacked of(byte[] archive, Path around) throws Exception {
    return of(archive, around, UnpackLimits.DEFAULT);
  }

  static Unpacked of(ArchiveContent archive, Path around, UnpackLimits limits) throws Exception {
    Path folder = Files.createDirectory(around.resolve("context"));
    Path spool = Files.createDirectory(around.resolve("spool"));
    Optional<ArchiveProblem> problem =
        ArchiveAdapters.unpacker(limits, spool).unpack(archive, folder);
    return new Unpacked(problem, around, folder);
  }

  /** Every path below the folder with its content, or where it leads. */
  SortedMap<String, String> files() throws IOException {
    return tree(folder);
  }

  /** Every path beside the folder. */
  SortedMap<String, String> outside() throws IOException {
    SortedMap<String, String> all = tree(around);
    all.keySet().removeIf(path -> path.startsWith("context") || path.equals("spool"));
    return all;
  }

  private static SortedMap<String, String> tree(Path top) throws IOException {
    SortedMap<String, String> found = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(top)) {
      for (Path path : paths.skip(1).toList()) {
        found.put(top.relativize(path).toString(), look(path));
      }
    }
    return found;
  }

  private static String look(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "-> " + Files.readSymbolicLink(path);
    }
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        ? "/"
        : new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
  }
}
