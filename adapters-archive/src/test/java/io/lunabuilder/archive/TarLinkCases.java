package io.lunabuilder.archive;

import static io.lunabuilder.archive.ArchiveCase.aimed;
import static io.lunabuilder.archive.ArchiveCase.corrupt;
import static io.lunabuilder.archive.ArchiveCase.unpacks;
import static io.lunabuilder.archive.ArchiveCase.unsafe;

import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Links and special files in a tar. */
final class TarLinkCases {
  private TarLinkCases() {}

  static List<ArchiveCase> all() {
    return List.of(
        aimed("a link is absolute", "absolute", outside -> link("l", outside + "/secret")),
        unsafe("a link leads up", "leads out", () -> link("l", "../outside")),
        unsafe("a link leads up from a folder", "leads out", () -> link("a/l", "../../outside")),
        unsafe("a link leads up behind a name", "behind a name", () -> link("l", "a/../../x")),
        unsafe("a long target of GNU leads up", "leads out", () -> gnuLink("../outside")),
        unsafe("a target of pax leads up", "leads out", () -> paxLink("../outside")),
        unsafe("a target of pax is no UTF-8", "no path", () -> paxLink("a\ufffd")),
        unsafe("a target of 5,000 bytes", "no path", () -> paxLink("n/".repeat(2_500))),
        corrupt("a link has no target", "\"l\"", () -> link("l", "")),
        unsafe(
            "a file goes through a link",
            "\"l/x\"",
            () -> new TarBytes().folder("d").symbolicLink("l", "d").file("l/x", "x").bytes()),
        unsafe(
            "a file goes through a link of a link",
            "\"m/x\"",
            () ->
                new TarBytes()
                    .folder("d")
                    .symbolicLink("l", "d")
                    .symbolicLink("m", "l")
                    .file("m/x", "x")
                    .bytes()),
        unsafe(
            "a folder goes over a link",
            "symbolic link \"l\"",
            () -> new TarBytes().folder("d").symbolicLink("l", "d").folder("l").bytes()),
        unsafe(
            "a link goes over a folder",
            "\"d\"",
            () -> new TarBytes().folder("d").symbolicLink("d", "x").bytes()),
        unsafe("the top is a link", "own folder", () -> link(".", "x")),
        unpacks(
            "a file takes the place of a link, not of what it leads to",
            Map.of("f", "first", "l", "second"),
            () ->
                new TarBytes()
                    .file("f", "first")
                    .symbolicLink("l", "f")
                    .file("l", "second")
                    .bytes()),
        unpacks(
            "links that lead in a circle or nowhere",
            Map.of("a", "-> b", "b", "-> a", "c", "-> nowhere"),
            () ->
                new TarBytes()
                    .symbolicLink("a", "b")
                    .symbolicLink("b", "a")
                    .symbolicLink("c", "nowhere")
                    .bytes()),
        unsafe("a hard link leads up", "../outside", () -> hardLink("../outside/secret")),
        aimed("a hard link is absolute", "absolute", outside -> hardLink(outside + "/secret")),
        unsafe("a hard link leads forward", "\"later\"", TarLinkCases::forward),
        unsafe(
            "a hard link names a symbolic link",
            "\"l\"",
            () -> new TarBytes().symbolicLink("l", "x").hardLink("h", "l").bytes()),
        unsafe(
            "a hard link goes through a symbolic link",
            "\"l/f\"",
            () ->
                new TarBytes()
                    .file("d/f", "x")
                    .symbolicLink("l", "d")
                    .hardLink("h", "l/f")
                    .bytes()),
        unsafe(
            "a hard link names a folder",
            "\"d\"",
            () -> new TarBytes().folder("d").hardLink("h", "d").bytes()),
        unpacks(
            "a chain of hard links",
            Map.of("a", "x", "b", "x", "c", "x"),
            () -> new TarBytes().file("a", "x").hardLink("b", "a").hardLink("c", "b").bytes()),
        unpacks(
            "a hard link of a file to itself",
            Map.of("a", "x"),
            () -> new TarBytes().file("a", "x").hardLink("a", "./a").bytes()),
        unpacks(
            "a file takes the place of a hard link, not of its twin",
            Map.of("a", "first", "b", "second"),
            () -> new TarBytes().file("a", "first").hardLink("b", "a").file("b", "second").bytes()),
        unsafe("a character device", "device", () -> special(TarConstants.LF_CHR)),
        unsafe("a block device", "device", () -> special(TarConstants.LF_BLK)),
        unsafe("a fifo", "fifo", () -> special(TarConstants.LF_FIFO)),
        unsafe("a piece of a file of several volumes", "type", () -> special((byte) 'M')),
        unsafe("an unknown type", "type", () -> special((byte) 'Z')),
        unpacks(
            "a contiguous file is a file",
            Map.of("f", "x"),
            () -> new RawTar().header("f", '7', 1).content("x").bytes()));
  }

  private static byte[] link(String name, String target) {
    return new RawTar().header(name, '2', 0, RawTar.put(RawTar.LINK, target)).bytes();
  }

  private static byte[] gnuLink(String target) {
    return new RawTar().gnuLong('K', target).header("l", '2', 0, RawTar.gnu()).bytes();
  }

  private static byte[] paxLink(String target) {
    return new RawTar().pax("linkpath", target).header("l", '2', 0).bytes();
  }

  private static byte[] hardLink(String target) {
    return new TarBytes().hardLink("h", target).bytes();
  }

  private static byte[] forward() {
    return new TarBytes().hardLink("h", "later").file("later", "x").bytes();
  }

  private static byte[] special(byte type) {
    return new RawTar().header("s", (char) type, 0).bytes();
  }
}
