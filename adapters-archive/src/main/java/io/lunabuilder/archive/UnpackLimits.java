package io.lunabuilder.archive;

/**
 * How much one archive may become. What is over a limit is refused while it is unpacked.
 *
 * @param unpackedBytes bytes of all files together
 * @param entries files, folders and links
 * @param ratio unpacked bytes for each byte of the archive; it counts from {@value
 *     #RATIO_FREE_BYTES} unpacked bytes on, since small archives of equal bytes are harmless
 * @param pathBytes bytes of one entry's path in UTF-8
 */
public record UnpackLimits(long unpackedBytes, long entries, long ratio, int pathBytes) {
  static final long RATIO_FREE_BYTES = 256L << 20;

  /** 20 GiB, 500,000 entries, 300 to 1, and paths that Linux can open in any folder of ours. */
  public static final UnpackLimits DEFAULT = new UnpackLimits(20L << 30, 500_000, 300, 3_584);

  /** The usual ones, for archives that unpack to so much and so many. */
  public static UnpackLimits upTo(long unpackedBytes, long entries) {
    return new UnpackLimits(unpackedBytes, entries, DEFAULT.ratio, DEFAULT.pathBytes);
  }

  /**
   * @throws IllegalArgumentException when a limit allows nothing
   */
  public UnpackLimits {
    if (unpackedBytes <= 0 || entries <= 0 || ratio <= 0 || pathBytes <= 0) {
      throw new IllegalArgumentException("every limit of unpacking is at least 1");
    }
  }
}
