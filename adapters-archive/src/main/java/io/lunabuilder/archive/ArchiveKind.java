package io.lunabuilder.archive;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What an archive, or what is inside its compression, is; told from its first bytes. */
enum ArchiveKind {
  ZIP,
  TAR,
  GZIP,
  ZSTD,
  XZ,
  BZIP2;

  /** How many bytes are needed to tell: one block of tar. */
  static final int HEAD = 512;

  private static final int TAR_CHECKSUM = 148;
  private static final int TAR_CHECKSUM_LENGTH = 8;

  /** The kind of what begins with {@code head}, which may be shorter when there is no more. */
  static Optional<ArchiveKind> of(byte[] head) {
    if (begins(head, 'P', 'K', 3, 4)
        || begins(head, 'P', 'K', 5, 6)
        || begins(head, 'P', 'K', 7, 8)) {
      return Optional.of(ZIP);
    }
    if (begins(head, 0x1f, 0x8b)) {
      return Optional.of(GZIP);
    }
    if (begins(head, 0x28, 0xb5, 0x2f, 0xfd) || isSkippableZstd(head)) {
      return Optional.of(ZSTD);
    }
    if (begins(head, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return Optional.of(XZ);
    }
    if (begins(head, 'B', 'Z', 'h')) {
      return Optional.of(BZIP2);
    }
    return isTar(head) ? Optional.of(TAR) : Optional.empty();
  }

  /** People pass the page of a download, or of an error, for the download. */
  static boolean isWebPage(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
    return text.startsWith("<!doctype html") || text.startsWith("<html");
  }

  private static boolean isSkippableZstd(byte[] head) {
    return head.length > 3 && (head[0] & 0xf0) == 0x50 && begins(tail(head), 0x2a, 0x4d, 0x18);
  }

  private static byte[] tail(byte[] head) {
    return java.util.Arrays.copyOfRange(head, 1, head.length);
  }

  /**
   * A tar begins with a header whose checksum is right, whatever its dialect, or is empty and
   * begins with a block of zeros (POSIX.1-1988, 10.1.1).
   */
  private static boolean isTar(byte[] head) {
    if (head.length < HEAD) {
      return false;
    }
    int sum = 0;
    boolean zeros = true;
    for (int i = 0; i < HEAD; i++) {
      boolean inChecksum = i >= TAR_CHECKSUM && i < TAR_CHECKSUM + TAR_CHECKSUM_LENGTH;
      sum += inChecksum ? ' ' : head[i] & 0xff;
      zeros &= head[i] == 0;
    }
    return zeros || sum == octal(head, TAR_CHECKSUM, TAR_CHECKSUM_LENGTH);
  }

  private static int octal(byte[] head, int from, int length) {
    int value = 0;
    boolean digits = false;
    for (int i = from; i < from + length; i++) {
      if (head[i] >= '0' && head[i] <= '7') {
        value = value * 8 + head[i] - '0';
        digits = true;
      } else if (digits || head[i] != ' ') {
        break;
      }
    }
    return digits ? value : -1;
  }

  private static boolean begins(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
