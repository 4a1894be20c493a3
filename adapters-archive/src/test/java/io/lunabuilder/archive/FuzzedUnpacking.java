package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What holds for every archive, whatever is in it: it is unpacked or refused, in the same way
 * however it arrives; nothing is written beside the folder; no link leads out; there is a bound to
 * what comes of it.
 */
final class FuzzedUnpacking {
  private static final UnpackLimits LIMITS = new UnpackLimits(1 << 20, 100, 300, 3_584);
  private static final int LONGEST_MESSAGE = 600;
  private static final Set<FailureCode> REFUSALS =
      EnumSet.of(
          FailureCode.ARCHIVE_CORRUPT, FailureCode.ARCHIVE_UNSAFE, FailureCode.ARCHIVE_TOO_LARGE);

  private FuzzedUnpacking() {}

  /**
   * Unpacks in a folder of its own, and removes it.
   *
   * @throws IllegalStateException which says what does not hold
   */
  static void check(byte[] archive) throws Exception {
    Path top = Files.createTempDirectory("fuzzed");
    try {
      Result whole = unpack(new Arriving.Whole(archive), Files.createDirectory(top.resolve("a")));
      Result crumbs =
          unpack(new Arriving.InCrumbs(archive), Files.createDirectory(top.resolve("b")));
      require(whole.equals(crumbs), "it depends on how it arrives: " + whole + ", " + crumbs);
      try (Stream<Path> outside = Files.list(top)) {
        require(outside.count() == 2, "something was written above");
      }
    } finally {
      delete(top);
    }
  }

  private record Result(Optional<ArchiveProblem> problem, SortedMap<String, String> files) {}

  private static Result unpack(Arriving archive, Path around) throws Exception {
    Unpacked unpacked = Unpacked.of(archive, around, LIMITS);
    unpacked.problem().ifPresent(FuzzedUnpacking::checkRefusal);
    require(unpacked.outside().isEmpty(), "written outside: " + unpacked.outside().keySet());
    try (Stream<Path> spool = Files.list(around.resolve("spool"))) {
      require(spool.findAny().isEmpty(), "the spool is not empty");
    }
    SortedMap<String, String> files = unpacked.files();
    require(files.size() <= 2 * LIMITS.entries(), "there are too many files");
    checkFiles(unpacked.folder(), files);
    // What is there of an archive that was refused is for nobody, and depends on other threads.
    return unpacked.problem().isEmpty()
        ? new Result(unpacked.problem(), files)
        : new Result(unpacked.problem(), new java.util.TreeMap<>());
  }

  private static void checkRefusal(ArchiveProblem problem) {
    require(REFUSALS.contains(problem.code()), "refused as " + problem);
    require(
        problem.message().length() < LONGEST_MESSAGE
            && problem.message().codePoints().noneMatch(Character::isISOControl),
        "no message for people: " + problem);
  }

  private static void checkFiles(Path folder, Map<String, String> files) throws IOException {
    long bytes = 0;
    for (String name : files.keySet()) {
      Path path = folder.resolve(name);
      if (Files.isSymbolicLink(path)) {
        Path end = path.resolve("..").resolve(Files.readSymbolicLink(path)).normalize();
        require(end.startsWith(folder), name + " leads to " + end);
      } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        bytes += Files.size(path) / (Integer) Files.getAttribute(path, "unix:nlink");
      } else {
        require(Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS), name + " is special");
      }
    }
    require(bytes <= LIMITS.unpackedBytes(), "there are too many bytes: " + bytes);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static void delete(Path top) throws IOException {
    List<Path> all;
    try (Stream<Path> paths = Files.walk(top)) {
      all = paths.toList();
    }
    for (Path path : all.reversed()) {
      Files.delete(path);
    }
  }
}
