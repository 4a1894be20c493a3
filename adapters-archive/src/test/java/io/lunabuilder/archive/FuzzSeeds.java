package io.lunabuilder.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes what {@code ./dev/fuzz} begins with: a folder for each of its targets. */
public final class FuzzSeeds {
  private static final int LARGEST = 16 << 10;
  private static final List<String> LINKS =
      List.of(
          "https://me:pass@files.example.com:8443/a/b.tar.gz?signature=1#part",
          "http://[::1]:80/a",
          "http://0x7f.1/a",
          "s3://bucket/key@2",
          "upload://8311bc92-537c-4809-8f1e-c8609c41601b",
          "//h/a",
          "../b?c",
          "https://me:pa/s?s#@h/a");
  private static final List<String> IMAGES =
      List.of("hello", "team/hello:v1.0_b-c", "localhost:5000/x:1", "a__b/c.d/e--f", "[::1]:5/x");

  private FuzzSeeds() {}

  /** Writes them below the folder that is named. */
  public static void main(String[] arguments) throws IOException {
    Path top = Path.of(arguments[0]);
    for (byte[] archive : archives()) {
      write(top, TarFuzz.class, archive);
      write(top, ArchiveFuzz.class, archive);
    }
    for (String link : LINKS) {
      write(top, LinkFuzz.class, link.getBytes(UTF_8));
    }
    for (String image : IMAGES) {
      write(top, "ImageNameFuzz", image.getBytes(UTF_8));
    }
  }

  /** Those of the corpus that are small enough to be changed often. */
  static List<byte[]> archives() {
    return ArchiveCase.formats().stream()
        .map(hostile -> hostile.archive().apply(Path.of("/outside")))
        .filter(archive -> archive.length <= LARGEST)
        .toList();
  }

  private static void write(Path top, Class<?> target, byte[] seed) throws IOException {
    write(top, target.getSimpleName(), seed);
  }

  private static void write(Path top, String target, byte[] seed) throws IOException {
    Path folder = Files.createDirectories(top.resolve(target));
    Files.write(
        folder.resolve("seed-" + Integer.toHexString(java.util.Arrays.hashCode(seed))), seed);
  }
}
