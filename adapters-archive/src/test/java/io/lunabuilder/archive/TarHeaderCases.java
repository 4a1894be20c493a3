package io.lunabuilder.archive;

import static io.lunabuilder.archive.ArchiveCase.corrupt;
import static io.lunabuilder.archive.ArchiveCase.tooLarge;
import static io.lunabuilder.archive.ArchiveCase.unpacks;
import static io.lunabuilder.archive.ArchiveCase.unsafe;
import static io.lunabuilder.archive.RawTar.SIZE;
import static io.lunabuilder.archive.RawTar.put;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Headers of a tar whose sizes, checksums and types lie. */
final class TarHeaderCases {
  private TarHeaderCases() {}

  static List<ArchiveCase> all() {
    return List.of(
        corrupt("a size that is negative in octal", "make it again", () -> sized("-0000000001")),
        corrupt("a size that is no number", "make it again", () -> sized("0x000000010")),
        corrupt("a size with an 8 in it", "make it again", () -> sized("00000000018")),
        corrupt(
            "a size that is negative in base 256",
            "make it again",
            () -> sized(base256(0xff, 0xff, 0xff))),
        corrupt(
            "a size over 63 bits in base 256", "make it again", () -> sized(base256(0x80, 0x80))),
        tooLarge(
            "a size of 2^40 in base 256", "1099511627776", () -> sized(base256(0x80, 0, 0, 1))),
        tooLarge("the largest octal size", "8589934591", () -> sized("77777777777")),
        corrupt("a size that goes on behind the end", "cut short", () -> sized("00000004000")),
        unpacks(
            "a size of blanks is none",
            Map.of("f", "", "next", "x"),
            () -> new RawTar().header("f", '0', 0, put(SIZE, blanks())).file("next", "x").bytes()),
        corrupt(
            "a folder with bytes of its own, which each program takes for something else",
            "\"d/\"",
            () -> new RawTar().header("d/", '5', 512).content("x").bytes()),
        corrupt(
            "a file with bytes that is named like a folder",
            "\"d/\"",
            () -> new RawTar().header("d/", '0', 1).content("x").bytes()),
        corrupt(
            "a wrong checksum in the second header",
            "after the entry \"f\"",
            () -> unsealed(new RawTar().file("f", "x").file("g", "y").bytes(), 1_024)),
        corrupt(
            "a wrong checksum in an extended header",
            "before its first entry",
            () -> unsealed(new RawTar().pax("path", "f").file("g", "y").bytes(), 1_024)),
        corrupt(
            "text where a header should be",
            "after the entry \"f\"",
            () -> new RawTar().file("f", "x").content("no header".repeat(50)).bytes()),
        corrupt(
            "a long name that belongs to nothing",
            "make it again",
            () -> new RawTar().file("f", "x").gnuLong('L', "n").bytes()),
        unsafe(
            "a long name over 1 MiB",
            "header",
            () -> new RawTar().gnuLong('L', "n".repeat(2 << 20)).file("f", "x").bytes()),
        unsafe("2,000 long names before one entry", "header", () -> manyBefore('L')),
        unsafe("2,000 long targets before one entry", "header", () -> manyBefore('K')),
        unpacks(
            "of two long names for one entry, the first is kept",
            Map.of("first", "x"),
            () -> new RawTar().gnuLong('L', "first").gnuLong('L', "b").file("f", "x").bytes()),
        unpacks("nothing but the end", Map.of(), () -> new RawTar().bytes()));
  }

  private static byte[] sized(String size) {
    return sized(() -> size.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  private static byte[] sized(byte[] size) {
    return sized(() -> size);
  }

  private static byte[] sized(Supplier<byte[]> size) {
    return new RawTar().header("f", '0', 0, put(SIZE, size.get())).content("x").bytes();
  }

  /** A number of 12 bytes, of which the first and the last ones are given, as GNU tar writes it. */
  private static byte[] base256(int first, int... more) {
    byte[] field = new byte[12];
    if (first == 0xff) {
      java.util.Arrays.fill(field, (byte) 0xff);
    }
    field[0] = (byte) first;
    for (int i = 0; i < more.length; i++) {
      field[4 + i] = (byte) more[i];
    }
    return field;
  }

  private static byte[] blanks() {
    return new byte[] {' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', 0};
  }

  private static byte[] unsealed(byte[] archive, int header) {
    archive[header] ^= 1;
    return archive;
  }

  private static byte[] manyBefore(char type) {
    RawTar tar = new RawTar();
    for (int i = 0; i < 2_000; i++) {
      tar.gnuLong(type, "n" + i);
    }
    return tar.file("f", "x").bytes();
  }
}
