package io.lunabuilder.archive;

import static io.lunabuilder.archive.ArchiveCase.aimed;
import static io.lunabuilder.archive.ArchiveCase.corrupt;
import static io.lunabuilder.archive.ArchiveCase.unpacks;
import static io.lunabuilder.archive.ArchiveCase.unsafe;
import static io.lunabuilder.archive.RawTar.put;

import java.util.List;
import java.util.Map;

/** Names in a tar: where an entry goes. */
final class TarNameCases {
  private static final String DEEP = "d".repeat(60) + "/" + "e".repeat(60);

  private TarNameCases() {}

  static List<ArchiveCase> all() {
    return List.of(
        unsafe("a name leads up", "../x", () -> new RawTar().file("../x", "x").bytes()),
        unsafe("a name leads up later", "a/../../x", () -> tar("a/../../x")),
        unsafe("a name is only ..", "..", () -> tar("..")),
        unsafe("a folder leads up", "../d", () -> new TarBytes().folder("../d").bytes()),
        aimed("a name is absolute", "absolute", outside -> tar(outside.resolve("new").toString())),
        unsafe("a name has two slashes before it", "absolute", () -> tar("//x")),
        unsafe("a backslash leads up", "..\\x", () -> tar("..\\x")),
        unsafe("a name begins with a drive", "drive", () -> tar("C:\\x")),
        unsafe("a prefix of ustar leads up", "../x", () -> prefixed("..", "x")),
        unsafe("a prefix of ustar is absolute", "absolute", () -> prefixed("/tmp", "x")),
        unsafe("a long name of GNU leads up", "../x", () -> gnuNamed("../x")),
        unsafe("a path of pax leads up", "../x", () -> paxNamed("../x")),
        unsafe("a path of pax has a NUL", "a\\u0000b", () -> paxNamed("a\0b")),
        unsafe("a name has a line break", "a\\u000ab", () -> tar("a\nb")),
        unsafe("a name has an escape sequence", "a\\u001b[2Jb", () -> tar("a\u001b[2Jb")),
        unsafe("a name is no UTF-8", "no UTF-8", () -> raw(new byte[] {'a', (byte) 0xff, 'b'})),
        unsafe(
            "a long name of GNU is no UTF-8",
            "no UTF-8",
            () ->
                new RawTar()
                    .header("././@LongLink", 'L', 3, RawTar.gnu())
                    .block(new byte[] {'a', (byte) 0xff, 0})
                    .file("f", "x")
                    .bytes()),
        unpacks(
            "a name with a real question mark, behind a short one that was cut within a character",
            Map.of("a?é", "x"),
            () ->
                new RawTar()
                    .pax("path", "a?é")
                    .header("", '0', 1, put(0, new byte[] {'b', (byte) 0xc3}))
                    .content("x")
                    .bytes()),
        unsafe("a name is overlong UTF-8 for ..", "no UTF-8", TarNameCases::overlong),
        unsafe("a path of 5,000 bytes", "3584 bytes", () -> paxNamed("n/".repeat(2_500) + "n")),
        unsafe("a long name of GNU of 5,000 bytes", "3584", () -> gnuNamed("n/".repeat(2_500))),
        unsafe("a name of 256 bytes", "255 bytes", () -> paxNamed("n".repeat(256))),
        unsafe("a name of 256 bytes, fewer characters", "255", () -> paxNamed("é".repeat(128))),
        unsafe("a file takes the place of the top", "own folder", () -> tar(".")),
        corrupt("an entry without a name", "without a name", () -> tar("")),
        unpacks(
            "names of dots and spaces are names",
            Map.of("...", "x", "..a", "y", " ", "z"),
            () -> new RawTar().file("...", "x").file("./..a", "y").file(" ", "z").bytes()),
        unpacks(
            "a long name in the prefix of ustar",
            Map.of("d".repeat(60), "/", DEEP, "/", DEEP + "/f", "x"),
            () -> prefixed(DEEP, "f")),
        unpacks(
            "a long name of GNU",
            Map.of("d".repeat(60), "/", DEEP, "/", DEEP + "/f", "x"),
            () -> gnuNamed(DEEP + "/f")),
        unpacks(
            "a long name of pax",
            Map.of("d".repeat(60), "/", DEEP, "/", DEEP + "/f", "x"),
            () -> paxNamed(DEEP + "/f")),
        unpacks(
            "an absolute path of pax loses its slash, as with tar xf",
            Map.of("x", "x"),
            () -> paxNamed("/x")),
        unpacks(
            "names that differ by case only are two files",
            Map.of("Readme", "1", "README", "2"),
            () -> new RawTar().file("Readme", "1").file("README", "2").bytes()),
        unpacks(
            "names that differ by normalisation only are two files",
            Map.of("\u00e9", "1", "e\u0301", "2"),
            () -> new RawTar().file("\u00e9", "1").file("e\u0301", "2").bytes()),
        unpacks(
            "of a name that is there twice, the last is kept",
            Map.of("f", "second"),
            () -> new RawTar().file("f", "first").file("f", "second").bytes()),
        unpacks(
            "of a large and a small file of one name, the last is kept",
            Map.of("f", "small"),
            () -> new RawTar().file("f", "x".repeat(100_000)).file("./f", "small").bytes()),
        unsafe(
            "a file and a folder of one name",
            "\"a\"",
            () -> new RawTar().file("a", "1").file("a/b", "2").bytes()),
        unsafe(
            "a folder and a file of one name",
            "\"a\"",
            () -> new RawTar().file("a/b", "1").file("a", "2").bytes()));
  }

  private static byte[] tar(String name) {
    return new RawTar().file(name, "x").bytes();
  }

  private static byte[] raw(byte[] name) {
    return new RawTar().header("", '0', 1, put(0, name)).content("x").bytes();
  }

  /** 0xC0 0xAE is a dot for a decoder that does not look (RFC 3629, 10). */
  private static byte[] overlong() {
    return raw(new byte[] {(byte) 0xc0, (byte) 0xae, (byte) 0xc0, (byte) 0xae, '/', 'x'});
  }

  private static byte[] prefixed(String prefix, String name) {
    return new RawTar().header(name, '0', 1, put(RawTar.PREFIX, prefix)).content("x").bytes();
  }

  private static byte[] gnuNamed(String name) {
    return new RawTar().gnuLong('L', name).file("short", "x").bytes();
  }

  private static byte[] paxNamed(String name) {
    return new RawTar().pax("path", name).file("short", "x").bytes();
  }
}
