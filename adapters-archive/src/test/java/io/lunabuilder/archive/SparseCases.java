package io.lunabuilder.archive;

import static io.lunabuilder.archive.ArchiveCase.corrupt;
import static io.lunabuilder.archive.ArchiveCase.tooLarge;
import static io.lunabuilder.archive.ArchiveCase.unpacks;
import static io.lunabuilder.archive.ArchiveCase.unsafe;
import static io.lunabuilder.archive.RawTar.put;

import java.util.List;
import java.util.Map;

/**
 * Files with holes, in the four ways in which GNU tar has written them. Source: its manual, "Sparse
 * Formats", and "Basic Tar Format" for the oldest.
 */
final class SparseCases {
  private static final int SPARSE = 386;
  private static final int STRUCT = 24;
  private static final int EXTENDED = 482;
  private static final int REAL_SIZE = 483;
  private static final int LARGER_MAP = 21;

  /** A hole of 1,000 bytes before a byte, and one of 499 behind it. */
  private static final Map<String, String> HOLES =
      Map.of("f", "\0".repeat(1_000) + "x" + "\0".repeat(499), "next", "y");

  private SparseCases() {}

  static List<ArchiveCase> all() {
    return List.of(
        unpacks("an old GNU sparse file", HOLES, () -> old(1_500, 1, 1_000, 1, 1_500, 0)),
        unpacks("a sparse file of pax 0.0", HOLES, () -> pax00(1_500, 1_000, 1, 1_500, 0)),
        unpacks("a sparse file of pax 0.1", HOLES, () -> pax01("1000,1,1500,0", 1_500)),
        unpacks("a sparse file of pax 1.0", HOLES, () -> pax10("2\n1000\n1\n1500\n0\n", 1_500)),
        unpacks(
            "an old GNU sparse file with more of its map behind the header",
            Map.of("f", ("\0".repeat(9) + "x").repeat(LARGER_MAP), "next", "y"),
            SparseCases::extended),
        unpacks(
            "a sparse file that is one hole",
            Map.of("f", "\0".repeat(700), "next", "y"),
            () -> old(700, 0, 700, 0)),
        corrupt("a map that goes back", "again", () -> old(1_500, 2, 1_000, 1, 1_000, 1)),
        corrupt("a map that overlaps itself", "again", () -> old(1_500, 20, 0, 10, 5, 10)),
        corrupt("a map behind the file's end", "again", () -> old(5, 1, 1_000, 1)),
        corrupt("a map of more bytes than there are", "\"f\"", () -> old(1_500, 1, 0, 1_024)),
        corrupt("a map of fewer bytes than there are", "\"f\"", () -> old(1_500, 1_024, 0, 1)),
        corrupt("a pax map of more bytes than there are", "\"f\"", () -> pax01("0,1024", 1_024)),
        corrupt("a pax map that is odd", "again", () -> pax01("0,1,2", 10)),
        corrupt("a pax map that is negative", "again", () -> pax01("-5,1", 10)),
        corrupt("a pax map that is no number", "again", () -> pax01("a,b", 10)),
        corrupt("a pax 1.0 map that is endless", "again", () -> pax10("99999999\n0\n", 10)),
        corrupt("a pax 1.0 map that is no number", "again", () -> pax10("x\n", 10)),
        tooLarge("a hole of 8 GiB", "8589934591", () -> old(0x1ffffffffL, 1, 0, 1)),
        corrupt("a hole of 2^60 bytes, where pax is read up to 2 GiB", "again", SparseCases::huge),
        corrupt("a real size that is negative", "again", () -> pax01("0,1", -1)),
        unsafe("a map of 100,000 pieces", "\"f\"", () -> pieces(100_000)),
        unpacks(
            "a map of 2,000 pieces of one byte",
            Map.of("f", "x\0".repeat(2_000), "next", "y"),
            () -> pieces(2_000)));
  }

  /** As {@code --format=gnu --sparse} writes it: {@code map} is of offsets and lengths. */
  private static byte[] old(long realSize, int size, long... map) {
    return new RawTar()
        .header("f", 'S', size, RawTar.gnu(), map(SPARSE, map), put(REAL_SIZE, number(realSize)))
        .content("x".repeat(size))
        .file("next", "y")
        .bytes();
  }

  private static byte[] extended() {
    long[] first = new long[8];
    long[] rest = new long[2 * (LARGER_MAP - 4)];
    for (int piece = 0; piece < LARGER_MAP; piece++) {
      long[] part = piece < 4 ? first : rest;
      int place = 2 * (piece < 4 ? piece : piece - 4);
      part[place] = piece * 10L + 9;
      part[place + 1] = 1;
    }
    byte[] more = new byte[RawTar.BLOCK];
    map(0, rest).apply(more);
    return new RawTar()
        .header(
            "f",
            'S',
            LARGER_MAP,
            RawTar.gnu(),
            map(SPARSE, first),
            put(EXTENDED, new byte[] {1}),
            put(REAL_SIZE, number(LARGER_MAP * 10L)))
        .block(more)
        .content("x".repeat(LARGER_MAP))
        .file("next", "y")
        .bytes();
  }

  private static RawTar.Change map(int offset, long... map) {
    return header -> {
      for (int i = 0; i < map.length; i++) {
        put(offset + i / 2 * STRUCT + i % 2 * STRUCT / 2, number(map[i])).apply(header);
      }
    };
  }

  private static String number(long value) {
    return String.format("%011o\0", value);
  }

  private static byte[] pax00(long realSize, long... map) {
    StringBuilder body = new StringBuilder();
    body.append(RawTar.record("GNU.sparse.size", String.valueOf(realSize)));
    body.append(RawTar.record("GNU.sparse.numblocks", String.valueOf(map.length / 2)));
    for (int i = 0; i < map.length; i += 2) {
      body.append(RawTar.record("GNU.sparse.offset", String.valueOf(map[i])));
      body.append(RawTar.record("GNU.sparse.numbytes", String.valueOf(map[i + 1])));
    }
    return new RawTar().extended('x', body.toString()).file("f", "x").file("next", "y").bytes();
  }

  private static byte[] pax01(String map, long realSize) {
    return new RawTar()
        .pax(
            "GNU.sparse.map",
            map,
            "GNU.sparse.size",
            String.valueOf(realSize),
            "GNU.sparse.name",
            "f")
        .file("GNUSparseFile.0/f", "x")
        .file("next", "y")
        .bytes();
  }

  private static byte[] huge() {
    return pax01("0,1", 1L << 60);
  }

  private static byte[] pax10(String map, long realSize) {
    return paxOne(map, "x", realSize);
  }

  private static byte[] paxOne(String map, String data, long realSize) {
    int blocks = (map.length() + RawTar.BLOCK - 1) / RawTar.BLOCK;
    return new RawTar()
        .pax(
            "GNU.sparse.major", "1",
            "GNU.sparse.minor", "0",
            "GNU.sparse.name", "f",
            "GNU.sparse.realsize", String.valueOf(realSize))
        .header("GNUSparseFile.0/f", '0', (long) blocks * RawTar.BLOCK + data.length())
        .content(map)
        .content(data)
        .file("next", "y")
        .bytes();
  }

  /** Each piece is a byte before a hole of one byte. */
  private static byte[] pieces(int count) {
    StringBuilder map = new StringBuilder(count + 1 + "\n");
    for (int i = 0; i < count; i++) {
      map.append(2 * i).append("\n1\n");
    }
    map.append(2 * count).append("\n0\n");
    return paxOne(map.toString(), "x".repeat(count), 2L * count);
  }
}
