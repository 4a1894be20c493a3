package io.lunabuilder.archive;

import static io.lunabuilder.archive.ArchiveCase.corrupt;
import static io.lunabuilder.archive.ArchiveCase.tooLarge;
import static io.lunabuilder.archive.ArchiveCase.unsafe;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Small archives that would become large: by ratio, by count, by depth. */
final class BombCases {
  private static final int MEBIBYTE = 1 << 20;
  private static final String ENTRIES = "more than 50 entries";
  private static final String FOLDERS = "more than 50 folders";

  /** Enough room for the ratio to be the limit that is reached. */
  private static final UnpackLimits ROOMY = new UnpackLimits(1L << 40, 1_000, 300, 3_584);

  /** Few folders, which are slow to remove after a test when they are deep. */
  private static final UnpackLimits FEW = new UnpackLimits(4 * MEBIBYTE, 50, 300, 3_584);

  private BombCases() {}

  static List<ArchiveCase> all() {
    List<ArchiveCase> all = new ArrayList<>();
    for (Compression by : Compression.values()) {
      all.add(tooLarge(by + " of 5 MiB of zeros", "4194304", () -> by.of(zeros(5))));
      all.add(
          tooLarge(by + " of 5 MiB behind the end", "4194304 bytes", () -> by.of(behindItsEnd(5))));
      all.add(corrupt(by + " in itself", "no tar", () -> by.of(by.of(by.of(zeros(5))))));
    }
    all.addAll(
        List.of(
            tooLarge("tar of 5 MiB", "5242880", () -> zeros(5)),
            tooLarge("zip of 5 MiB of zeros", "5242880", () -> zipOf(5 * MEBIBYTE)),
            tooLarge(
                    "zstd of 260 MiB, by the ratio",
                    "300 times",
                    () -> Compression.ZSTD.of(behindItsEnd(260)))
                .within(ROOMY),
            tooLarge("tar of 51 empty files", ENTRIES, () -> files(51)).within(FEW),
            tooLarge("zip of 51 empty files", ENTRIES, () -> zipFiles(51)).within(FEW),
            tooLarge("zip of 100,000 empty files", ENTRIES, () -> zipFiles(100_000))
                .within(new UnpackLimits(1L << 40, 50, 300, 3_584)),
            tooLarge("zip of large extra fields", "table of contents", BombCases::extraFields)
                .within(ROOMY),
            tooLarge("tar of one file 1,700 folders deep", FOLDERS, () -> deep("d/", 1))
                .within(FEW),
            tooLarge(
                    "tar of ten files 13 folders deep",
                    FOLDERS,
                    () -> deep("f".repeat(250) + "/", 10))
                .within(FEW),
            unsafe("tar of one file 3,000 folders deep", "3584 bytes", BombCases::tooDeep)));
    return all;
  }

  private static byte[] zeros(int mebibytes) {
    RawTar tar = new RawTar().header("f", '0', (long) mebibytes * MEBIBYTE);
    return tar.block(new byte[mebibytes * MEBIBYTE]).bytes();
  }

  private static byte[] behindItsEnd(int mebibytes) {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    archive.writeBytes(new RawTar().file("f", "x").bytes());
    archive.writeBytes(new byte[mebibytes * MEBIBYTE]);
    return archive.toByteArray();
  }

  private static byte[] zipOf(int bytes) {
    return new RawZip().add(new RawZip.Entry("f", new byte[bytes]), RawZip.Entry::deflate).bytes();
  }

  private static byte[] files(int count) {
    RawTar tar = new RawTar();
    for (int i = 0; i < count; i++) {
      tar.file("f" + i, "");
    }
    return tar.bytes();
  }

  /** All of them with the same few bytes in front, so that only the table of contents is large. */
  private static byte[] zipFiles(int count) {
    RawZip zip = new RawZip().file("f", "");
    for (int i = 1; i < count; i++) {
      zip.file("f", "", entry -> entry.offset = 0);
    }
    return zip.bytes(end -> end.is64(end.directory + end.directorySize, count));
  }

  private static byte[] extraFields() {
    RawZip zip = new RawZip();
    for (int i = 0; i < 100; i++) {
      zip.file("f" + i, "", entry -> entry.extra = new byte[60_000]);
    }
    return zip.bytes();
  }

  private static byte[] deep(String folder, int files) {
    RawTar tar = new RawTar();
    for (int i = 0; i < files; i++) {
      tar.pax("path", "top" + i + "/" + folder.repeat(3_400 / folder.length()) + "f");
      tar.file("short", "x");
    }
    return tar.bytes();
  }

  private static byte[] tooDeep() {
    return new RawTar().pax("path", "d/".repeat(3_000) + "f").file("short", "x").bytes();
  }
}
