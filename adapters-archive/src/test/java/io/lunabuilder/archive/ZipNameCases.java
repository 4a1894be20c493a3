package io.lunabuilder.archive;

import static io.lunabuilder.archive.ArchiveCase.aimed;
import static io.lunabuilder.archive.ArchiveCase.corrupt;
import static io.lunabuilder.archive.ArchiveCase.unpacks;
import static io.lunabuilder.archive.ArchiveCase.unsafe;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;

/** Names, links and modes in a zip. */
final class ZipNameCases {
  private ZipNameCases() {}

  static List<ArchiveCase> all() {
    return List.of(
        unsafe("zip: a name leads up", "../x", () -> zip("../x")),
        unsafe("zip: a name leads up later", "a/../../x", () -> zip("a/../../x")),
        aimed("zip: a name is absolute", "absolute", outside -> zip(outside + "/new")),
        unsafe("zip: a backslash leads up", "x", () -> zip("..\\x")),
        unsafe("zip: a name begins with a drive", "drive", () -> zip("C:/x")),
        unsafe("zip: a name has a NUL", "a\\u0000b", () -> zip("a\0b")),
        unsafe("zip: a name has a line break", "a\\u000ab", () -> zip("a\nb")),
        unsafe("zip: a name is no UTF-8", "no UTF-8", () -> named(new byte[] {'a', (byte) 0xff})),
        unsafe(
            "zip: a name is no UTF-8, and does not claim it",
            "no UTF-8",
            () -> new RawZip().file("x", "x", ZipNameCases::inAnotherCharset).bytes()),
        unsafe("zip: a path of 5,000 bytes", "3584 bytes", () -> zip("n/".repeat(2_500) + "n")),
        corrupt("zip: an entry without a name", "without a name", () -> zip("")),
        unpacks(
            "zip: names that differ by case or normalisation only are files of their own",
            Map.of("Readme", "1", "README", "2", "\u00e9", "3", "e\u0301", "4"),
            () ->
                new RawZip()
                    .file("Readme", "1")
                    .file("README", "2")
                    .file("\u00e9", "3")
                    .file("e\u0301", "4")
                    .bytes()),
        unpacks(
            "zip: of a name that is there twice, the last is kept",
            Map.of("f", "second"),
            () -> new RawZip().file("f", "first").file("f", "second").bytes()),
        unpacks(
            "zip: a backslash is a separator when the zip was made on Windows",
            Map.of("d", "/", "d/f", "x"),
            () -> new RawZip().file("d\\f", "x", entry -> entry.madeBy = 20).bytes()),
        unpacks(
            "zip: a backslash is a character when the zip was made on Unix",
            Map.of("d\\f", "x"),
            () -> zip("d\\f")),
        unpacks(
            "zip: a second name in an extra field does not count",
            Map.of("f", "x"),
            () -> new RawZip().file("f", "x", entry -> entry.extra = unicodePath("../f")).bytes()),
        unpacks(
            "zip: the name in the table of contents counts, not that before the bytes",
            Map.of("f", "x"),
            () -> new RawZip().file("f", "x", e -> e.localName = "../g".getBytes(UTF_8)).bytes()),
        unsafe("zip: a link leads up", "leads out", () -> link("../outside/secret")),
        aimed("zip: a link is absolute", "absolute", outside -> link(outside + "/secret")),
        unsafe("zip: a target has a NUL", "no path", () -> link("a\0b")),
        unsafe("zip: a target of 5,000 bytes", "no path", () -> link("n/".repeat(2_500))),
        corrupt("zip: a link without a target", "\"l\"", () -> link("")),
        unsafe(
            "zip: a file goes through a link",
            "\"l/x\"",
            () -> new ZipBytes().symbolicLink("l", "d").file("l/x", "x").bytes()),
        unpacks(
            "zip: a file takes the place of a link, not of what it leads to",
            Map.of("f", "1", "l", "2"),
            () -> new ZipBytes().file("f", "1").symbolicLink("l", "f").file("l", "2").bytes()),
        unsafe("zip: a device", "device", () -> moded(0020666)),
        unsafe("zip: a fifo", "fifo", () -> moded(0010666)),
        unsafe("zip: a socket", "no file", () -> moded(0140666)),
        corrupt(
            "zip: a folder with bytes of its own",
            "\"d/\"",
            () -> new RawZip().file("d/", "x", entry -> entry.mode = 0040755).bytes()),
        corrupt("zip: a file with bytes that is named like a folder", "\"d/\"", () -> zip("d/")),
        unsafe(
            "zip: a file and a folder of one name",
            "\"a\"",
            () -> new RawZip().file("a", "1").file("a/b", "2").bytes()));
  }

  private static byte[] zip(String name) {
    return new RawZip().file(name, "x").bytes();
  }

  private static byte[] named(byte[] name) {
    return new RawZip().file("x", "x", entry -> entry.name = name).bytes();
  }

  private static void inAnotherCharset(RawZip.Entry entry) {
    entry.flags = 0;
    entry.name = new byte[] {'a', (byte) 0x84};
  }

  /** Info-ZIP's extra field with a name in Unicode (APPNOTE.TXT, 4.6.9). */
  private static byte[] unicodePath(String name) {
    byte[] text = name.getBytes(UTF_8);
    return new RawZip.Little()
        .int2(0x7075)
        .int2(5 + text.length)
        .raw(new byte[] {1})
        .int4(RawZip.crc("f".getBytes(UTF_8)))
        .raw(text)
        .bytes();
  }

  private static byte[] link(String target) {
    return new ZipBytes().symbolicLink("l", target).bytes();
  }

  private static byte[] moded(int mode) {
    return new RawZip().file("s", "", entry -> entry.mode = mode).bytes();
  }
}
