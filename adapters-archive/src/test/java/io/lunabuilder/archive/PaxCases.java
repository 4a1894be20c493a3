package io.lunabuilder.archive;

import static io.lunabuilder.archive.ArchiveCase.corrupt;
import static io.lunabuilder.archive.ArchiveCase.tooLarge;
import static io.lunabuilder.archive.ArchiveCase.unpacks;
import static io.lunabuilder.archive.ArchiveCase.unsafe;
import static io.lunabuilder.archive.RawTar.record;

import java.util.List;
import java.util.Map;

/** Extended headers of a tar (POSIX.1-2024, pax, "pax Extended Header"). */
final class PaxCases {
  private static final String AGAIN = "make it again";

  private PaxCases() {}

  static List<ArchiveCase> all() {
    return List.of(
        corrupt("an extended header of an endless length", AGAIN, () -> x("99999999999 path=x\n")),
        corrupt("an extended header of a negative length", AGAIN, () -> x("-9 path=x\n")),
        corrupt("an extended header without a length", AGAIN, () -> x("path=x\n")),
        corrupt("an extended header longer than itself", AGAIN, () -> x("40 path=x\n")),
        corrupt("an extended header of too small a length", AGAIN, () -> x("8 path=xyz\n")),
        corrupt("an extended header without a line's end", AGAIN, () -> x("10 path=xy")),
        corrupt(
            "an extended header before nothing", AGAIN, () -> new RawTar().pax("a", "b").bytes()),
        unpacks("an extended header of length 0", Map.of("f", "x"), () -> x("0 path=\n")),
        unpacks("an empty extended header", Map.of("f", "x"), () -> x("")),
        unpacks(
            "extended headers that nobody knows",
            Map.of("f", "x"),
            () -> x(record("LIBARCHIVE.x", "1") + record("SCHILY.xattr.user.a", "=="))),
        corrupt("a pax size that is negative", AGAIN, () -> sized("-1")),
        corrupt("a pax size that is no number", AGAIN, () -> sized("0x10")),
        corrupt("a pax size over 63 bits", AGAIN, () -> sized("99999999999999999999")),
        tooLarge("a pax size of 2^62", "4611686018427387904", () -> sized("4611686018427387904")),
        corrupt("a pax size that goes on behind the end", "cut short", () -> sized("100000")),
        corrupt(
            "a pax size that is smaller than the file",
            "after the entry \"f\"",
            () -> new RawTar().pax("size", "1").file("f", "x".repeat(600)).file("g", "y").bytes()),
        unpacks(
            "a pax size that counts, not the one in the header",
            Map.of("f", "x"),
            () -> new RawTar().pax("size", "1").header("f", '0', 0).content("x").bytes()),
        corrupt("a pax time that is no number", AGAIN, () -> x(record("mtime", "noon"))),
        corrupt("a pax owner that is no number", AGAIN, () -> x(record("uid", "root"))),
        unpacks(
            "times and owners beyond every clock",
            Map.of("f", "x"),
            () -> x(record("mtime", "99999999999999.5") + record("uid", "4294967296"))),
        unsafe(
            "a global path that leads up",
            "../x",
            () -> new RawTar().extended('g', record("path", "../x")).file("f", "x").bytes()),
        unpacks(
            "a global comment",
            Map.of("f", "x"),
            () -> new RawTar().extended('g', record("comment", "c")).file("f", "x").bytes()),
        unsafe("17 global headers", "global headers", () -> many('g', 17)),
        unsafe("2,000 extended headers before one entry", "header", () -> many('x', 2_000)),
        unsafe(
            "an extended header over 1 MiB",
            "header",
            () -> x(record("comment", "c".repeat(1 << 20)))));
  }

  private static byte[] x(String body) {
    return new RawTar().extended('x', body).file("f", "x").bytes();
  }

  private static byte[] sized(String size) {
    return x(record("size", size));
  }

  private static byte[] many(char type, int count) {
    RawTar tar = new RawTar();
    for (int i = 0; i < count; i++) {
      tar.extended(type, record("comment", "number " + i));
    }
    return tar.file("f", "x").bytes();
  }
}
