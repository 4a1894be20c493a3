package io.lunabuilder.archive;

import java.util.function.LongSupplier;

/** Counts what one archive becomes, and stops it at the limits. */
final class Budget {
  private final UnpackLimits limits;
  private final LongSupplier archiveBytes;
  private long entries;
  private long bytes;

  /**
   * @param archiveBytes how many bytes of the archive have been read
   */
  Budget(UnpackLimits limits, LongSupplier archiveBytes) {
    this.limits = limits;
    this.archiveBytes = archiveBytes;
  }

  UnpackLimits limits() {
    return limits;
  }

  /** Takes one entry. */
  void entry() throws UnusableArchiveException {
    if (++entries > limits.entries()) {
      throw UnusableArchiveException.tooLarge(
          "the archive has more than " + limits.entries() + " entries");
    }
  }

  /** Takes bytes of the entry {@code name}. */
  void bytes(String name, long count) throws UnusableArchiveException {
    bytes += count;
    if (bytes > limits.unpackedBytes() || bytes < 0) {
      throw UnusableArchiveException.tooLarge(
          "the archive unpacks to more than "
              + limits.unpackedBytes()
              + " bytes; the limit was reached in "
              + EntryName.shown(name));
    }
    if (bytes > UnpackLimits.RATIO_FREE_BYTES
        && bytes / limits.ratio() > archiveBytes.getAsLong()) {
      throw UnusableArchiveException.tooLarge(
          "the archive unpacks to more than "
              + limits.ratio()
              + " times its size; the limit was reached in "
              + EntryName.shown(name));
    }
  }

  /** Refuses an entry whose header already says too much. */
  void announce(String name, long size) throws UnusableArchiveException {
    if (size > limits.unpackedBytes() - bytes) {
      throw UnusableArchiveException.tooLarge(
          "the entry "
              + EntryName.shown(name)
              + " is said to have "
              + size
              + " bytes; the whole archive may unpack to "
              + limits.unpackedBytes());
    }
  }
}
