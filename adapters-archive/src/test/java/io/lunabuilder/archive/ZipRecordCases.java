package io.lunabuilder.archive;

import static io.lunabuilder.archive.ArchiveCase.corrupt;
import static io.lunabuilder.archive.ArchiveCase.tooLarge;
import static io.lunabuilder.archive.ArchiveCase.unpacks;
import static io.lunabuilder.archive.ArchiveCase.unsafe;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Records of a zip whose sizes, places and numbers lie, or that are compressed in odd ways. */
final class ZipRecordCases {
  private static final String UNLIKE = "size or checksum";
  private static final long IN_64_BITS = 0xffffffffL;
  private static final String CONTENT = "content ".repeat(100);

  private ZipRecordCases() {}

  static List<ArchiveCase> all() {
    return List.of(
        corrupt("zip: a wrong checksum", UNLIKE, () -> zip(entry -> entry.crc ^= 1)),
        corrupt("zip: a size too small", UNLIKE, () -> zip(entry -> entry.size--)),
        corrupt("zip: a size too large", UNLIKE, () -> zip(entry -> entry.size++)),
        corrupt("zip: a compressed size too small", "again", () -> zip(e -> e.compressedSize /= 2)),
        corrupt(
            "zip: a compressed size too large", "again", () -> zip(e -> e.compressedSize += 99)),
        corrupt(
            "zip: a large file that reaches beyond the end",
            "again",
            () -> zip(ZipRecordCases::large)),
        tooLarge("zip: a size of 4 GiB", "4294967294", () -> zip(e -> e.size = IN_64_BITS - 1)),
        tooLarge("zip64: a size of 2^60", "1152921504606846976", () -> size64(1L << 60)),
        corrupt("zip64: a size that is negative", "again", () -> size64(-1)),
        tooLarge(
            "zip64: a size that is missing", "4294967295", () -> zip(e -> e.size = IN_64_BITS)),
        unpacks("zip64: a right size", Map.of("f", CONTENT), () -> size64(CONTENT.length())),
        corrupt("zip64: an end that is nowhere", "again", () -> end64(1L << 40, 1)),
        corrupt("zip64: an end before the beginning", "again", () -> end64(-1, 1)),
        corrupt("zip64: an end that is something else", "no table", () -> end64(0, 1)),
        corrupt("zip64: an end that counts wrong", "1 entries", () -> right64(2)),
        unpacks("zip64: a right end", Map.of("f", "x"), () -> right64(1)),
        corrupt("zip: an entry behind the end", "again", ZipRecordCases::far),
        corrupt(
            "zip: an end that counts fewer entries",
            "2 entries",
            () -> two().bytes(end -> end.entries = 1)),
        corrupt(
            "zip: an end that counts more entries",
            "says 3",
            () -> two().bytes(end -> end.entries = 3)),
        corrupt(
            "zip: a table of contents that is elsewhere",
            "again",
            () -> two().bytes(end -> end.directory -= 5)),
        corrupt(
            "zip: the last of several volumes",
            "volumes",
            () -> two().bytes(end -> end.volume = 1)),
        unsafe("zip: two entries with the same bytes", "shares", ZipRecordCases::shared),
        unsafe("zip: an entry within the bytes of another", "shares", ZipRecordCases::quoted),
        corrupt("zip: encrypted", "password", () -> zip(entry -> entry.flags |= 1)),
        corrupt("zip: strongly encrypted", "password", () -> zip(entry -> entry.flags |= 0x41)),
        corrupt("zip: encrypted with AES", "deflate", () -> zip(entry -> entry.method = 99)),
        corrupt("zip: LZMA", "deflate", () -> zip(entry -> entry.method = 14)),
        corrupt("zip: xz, in any memory", "deflate", () -> zip(entry -> entry.method = 95)),
        corrupt("zip: shrunk as in 1989", "deflate", () -> zip(entry -> entry.method = 1)),
        corrupt("zip: imploded as in 1990", "deflate", () -> zip(entry -> entry.method = 6)),
        corrupt("zip: an unknown method", "deflate", () -> zip(entry -> entry.method = 77)),
        corrupt("zip: deflated rubbish", "\"f\"", () -> zip(e -> e.data[0] = (byte) 0xff)),
        unpacks("zip: deflate64, as Windows packs large files", Map.of("f", "x"), () -> stored(9)),
        unpacks(
            "zip: sizes behind the bytes, as written to a pipe",
            Map.of("f", "x", "g", "y"),
            ZipRecordCases::streamed),
        unpacks(
            "zip: a zip in a zip is a file",
            Map.of("d", "/", "d/inner", "PK\5\6" + "\0".repeat(18)),
            () -> new RawZip().file("d/inner", "PK\5\6" + "\0".repeat(18)).bytes()),
        unpacks(
            "zip: two zips in one file, of which the last counts",
            Map.of("f", "x"),
            () ->
                new RawZip().raw(two().bytes()).raw(new RawZip().file("f", "x").bytes()).unended()),
        unpacks("zip: bytes behind its end", Map.of("f", "x"), ZipRecordCases::trailed),
        corrupt("zip: a program before it", "neither zip nor tar", ZipRecordCases::prepended),
        unpacks("zip: nothing but the end", Map.of(), () -> new RawZip().bytes()));
  }

  private static byte[] zip(Consumer<RawZip.Entry> change) {
    return new RawZip().file("f", CONTENT, RawZip.Entry::deflate, change).bytes();
  }

  /** A size that is not buffered: opening its bytes and making its file is one step. */
  private static void large(RawZip.Entry entry) {
    entry.size = 1 << 20;
    entry.compressedSize = 1 << 20;
  }

  private static RawZip two() {
    return new RawZip().file("f", "x").file("g", "y");
  }

  private static byte[] far() {
    return new RawZip().file("f", "x").file("g", "y", entry -> entry.offset = 1 << 20).bytes();
  }

  private static byte[] size64(long size) {
    return zip(entry -> {
      entry.size = IN_64_BITS;
      entry.extra = new RawZip.Little().int2(1).int2(8).int8(size).bytes();
    });
  }

  private static byte[] end64(long at, long entries) {
    return new RawZip().file("f", "x").bytes(end -> end.is64(at, entries));
  }

  private static byte[] right64(long entries) {
    return new RawZip()
        .file("f", "x")
        .bytes(end -> end.is64(end.directory + end.directorySize, entries));
  }

  private static byte[] shared() {
    return new RawZip()
        .file("f", CONTENT.repeat(10))
        .file("g", CONTENT.repeat(10), entry -> entry.offset = 0)
        .bytes();
  }

  /**
   * As in David Fifield's "A better zip bomb": the bytes of one begin with the header of the next.
   */
  private static byte[] quoted() {
    byte[] inner = new RawZip().file("g", CONTENT).unended();
    RawZip.Entry outer = new RawZip.Entry("f", inner);
    int headerAndName = 31;
    return new RawZip()
        .add(outer)
        .file("g", CONTENT, entry -> entry.offset = headerAndName)
        .bytes();
  }

  /** A block that is stored is the same in deflate64 as in deflate (RFC 1951, 3.2.4). */
  private static byte[] stored(int method) {
    return new RawZip()
        .file(
            "f",
            "x",
            entry -> {
              entry.method = method;
              entry.data = new byte[] {1, 1, 0, (byte) 0xfe, (byte) 0xff, 'x'};
              entry.compressedSize = entry.data.length;
            })
        .bytes();
  }

  private static byte[] streamed() {
    RawZip zip = new RawZip();
    for (String[] file : new String[][] {{"f", "x"}, {"g", "y"}}) {
      RawZip.Entry entry = new RawZip.Entry(file[0], file[1].getBytes(UTF_8));
      zip.add(entry, e -> e.flags |= 8);
      zip.raw(new RawZip.Little().int4(0x08074b50).int4(entry.crc).int4(1).int4(1).bytes());
    }
    return zip.bytes();
  }

  private static byte[] trailed() {
    return new RawZip().raw(new RawZip().file("f", "x").bytes()).raw(new byte[1_000]).unended();
  }

  private static byte[] prepended() {
    return new RawZip().raw("#!/bin/sh\n".repeat(60).getBytes(UTF_8)).raw(two().bytes()).unended();
  }
}
