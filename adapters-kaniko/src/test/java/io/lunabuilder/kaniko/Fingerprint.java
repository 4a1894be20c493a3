package io.lunabuilder.kaniko;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How folders look, so that two looks can be compared. */
final class Fingerprint {
  private Fingerprint() {}

  /** Size, mode, time of change and, below {@code /etc}, content of each file. */
  static Map<Path, String> of(Path... folders) throws IOException {
    Map<Path, String> print = new TreeMap<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          print.put(file, look(file));
        }
      }
    }
    return print;
  }

  private static String look(Path file) throws IOException {
    var attributes =
        Files.readAttributes(file, "unix:size,mode,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    boolean readContent =
        file.startsWith("/etc")
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && Files.isReadable(file);
    return attributes + (readContent ? " " + Arrays.hashCode(Files.readAllBytes(file)) : "");
  }
}
