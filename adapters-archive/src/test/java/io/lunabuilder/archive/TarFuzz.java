package io.lunabuilder.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** Unpacks tars that {@code ./dev/fuzz} thinks of. */
public final class TarFuzz {
  private static final byte[] MAGIC = "ustar".getBytes(US_ASCII);

  private TarFuzz() {}

  /** Tries one; the tool that calls this by its name watches which code it reaches. */
  public static void fuzzerTestOneInput(byte[] archive) throws Exception {
    FuzzedUnpacking.check(sealed(archive));
  }

  /** With right checksums, which nobody finds by trying. An odd last byte keeps wrong ones. */
  static byte[] sealed(byte[] archive) {
    byte[] sealed = archive.clone();
    if (archive.length > 0 && archive[archive.length - 1] % 2 != 0) {
      return sealed;
    }
    for (int at = 0; at + RawTar.BLOCK <= sealed.length; at += RawTar.BLOCK) {
      int magic = at + RawTar.MAGIC;
      if (Arrays.equals(sealed, magic, magic + MAGIC.length, MAGIC, 0, MAGIC.length)) {
        byte[] header = Arrays.copyOfRange(sealed, at, at + RawTar.BLOCK);
        RawTar.seal(header);
        System.arraycopy(header, 0, sealed, at, RawTar.BLOCK);
      }
    }
    return sealed;
  }
}
