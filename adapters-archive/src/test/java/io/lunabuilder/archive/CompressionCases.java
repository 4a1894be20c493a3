package io.lunabuilder.archive;

import static io.lunabuilder.archive.ArchiveCase.corrupt;
import static io.lunabuilder.archive.ArchiveCase.unpacks;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Compressed tars that are cut, joined, or followed by something. */
final class CompressionCases {
  private static final int TENTHS = 10;
  private static final int GZIP_FLAGS = 3;

  private CompressionCases() {}

  static List<ArchiveCase> all() {
    List<ArchiveCase> all = new ArrayList<>(gzipHeaders());
    for (Compression compression : Compression.values()) {
      all.addAll(damaged(compression));
    }
    all.add(corrupt("text", "neither zip nor tar", () -> "hello".getBytes(UTF_8)));
    all.add(corrupt("nothing", "empty", () -> new byte[0]));
    all.add(corrupt("a web page", "web page", () -> "<!DOCTYPE html><p>".getBytes(UTF_8)));
    for (int tenth = 1; tenth < TENTHS; tenth++) {
      int part = tenth;
      all.add(corrupt("tar cut at " + part + " tenths", "cut short", () -> cut(tar(), part)));
      all.add(corrupt("zip cut at " + part + " tenths", "cut short", () -> cut(zip(), part)));
    }
    return all;
  }

  private static List<ArchiveCase> damaged(Compression by) {
    List<ArchiveCase> all = new ArrayList<>();
    for (int tenth = 1; tenth < TENTHS; tenth++) {
      int part = tenth;
      all.add(
          corrupt(by + " cut at " + part + " tenths", "cut short", () -> cut(by.of(tar()), part)));
    }
    all.add(corrupt(by + " without its last byte", "again", () -> shortened(by.of(tar()), 1)));
    all.add(
        corrupt(
            by + " with text behind it",
            "again",
            () -> joined(by.of(tar()), "more".getBytes(UTF_8))));
    all.add(
        corrupt(
            by + " cut in its second part",
            "again",
            () -> joined(by.of(tar()), shortened(by.of(new byte[512]), 3))));
    all.add(corrupt(by + " with a wrong byte in its middle", "again", () -> flipped(by.of(tar()))));
    all.add(corrupt(by + " of text", "no tar", () -> by.of("hello".getBytes(UTF_8))));
    all.add(corrupt(by + " of a zip", "no tar", () -> by.of(zip())));
    all.add(corrupt(by + " of nothing", "no tar", () -> by.of(new byte[0])));
    all.add(
        unpacks(
            by + " in two parts, of which the second begins within a header",
            Map.of("f", "x", "g", "y"),
            () -> halves(by, new RawTar().file("f", "x").file("g", "y").bytes(), 1_200)));
    return all;
  }

  private static List<ArchiveCase> gzipHeaders() {
    byte[] name = "name\0".getBytes(UTF_8);
    return List.of(
        unpacks("gzip with a name and a comment", Map.of("f", "x"), () -> named(name, name)),
        corrupt(
            "gzip with a name of 3 MiB",
            "header",
            () -> named(("n".repeat(3 << 20) + "\0").getBytes(UTF_8), name)),
        corrupt(
            "gzip with a comment of 3 MiB",
            "header",
            () -> named(name, ("n".repeat(3 << 20) + "\0").getBytes(UTF_8))),
        corrupt("gzip with flags that are reserved", "again", () -> flagged(0xe0)));
  }

  private static byte[] flagged(int flags) {
    byte[] gzip = Compression.GZIP.of(new RawTar().file("f", "x").bytes());
    gzip[GZIP_FLAGS] = (byte) flags;
    return gzip;
  }

  /** RFC 1952, 2.3: name and comment follow the first ten bytes. */
  private static byte[] named(byte[] name, byte[] comment) {
    byte[] gzip = flagged(0x18);
    byte[] head = joined(joined(Arrays.copyOf(gzip, 10), name), comment);
    return joined(head, Arrays.copyOfRange(gzip, 10, gzip.length));
  }

  /** Of bytes that no compression makes smaller. */
  private static byte[] tar() {
    byte[] content = new byte[4_000];
    new Random(7).nextBytes(content);
    return new RawTar().header("f", '0', content.length).block(content).file("g", "y").bytes();
  }

  private static byte[] zip() {
    return new RawZip().file("f", "x".repeat(2_000)).file("g", "y".repeat(2_000)).bytes();
  }

  private static byte[] halves(Compression by, byte[] bytes, int at) {
    return joined(
        by.of(Arrays.copyOf(bytes, at)), by.of(Arrays.copyOfRange(bytes, at, bytes.length)));
  }

  private static byte[] cut(byte[] archive, int tenths) {
    return Arrays.copyOf(archive, archive.length * tenths / TENTHS);
  }

  private static byte[] shortened(byte[] archive, int bytes) {
    return Arrays.copyOf(archive, archive.length - bytes);
  }

  private static byte[] flipped(byte[] archive) {
    archive[archive.length / 2] ^= (byte) 0xff;
    return archive;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }
}
