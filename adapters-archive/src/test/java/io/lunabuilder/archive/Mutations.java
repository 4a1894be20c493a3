package io.lunabuilder.archive;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes archives at random, the same ones for the same seed. */
final class Mutations {
  private static final int MOST_AT_ONCE = 4;
  private static final byte[] INTERESTING = {
    0, 1, 7, '/', '.', '0', '7', '9', 'L', 'x', 'S', -1, -128
  };

  private final Random random;
  private final List<byte[]> seeds;

  Mutations(long seed, List<byte[]> seeds) {
    this.random = new Random(seed);
    this.seeds = seeds;
  }

  /** One of the seeds, changed in a few places. */
  byte[] next() {
    byte[] archive = anySeed().clone();
    int changes = 1 + random.nextInt(MOST_AT_ONCE);
    for (int i = 0; i < changes; i++) {
      archive = archive.length == 0 ? anySeed() : changed(archive);
    }
    return archive;
  }

  private byte[] changed(byte[] archive) {
    int at = random.nextInt(archive.length);
    return switch (random.nextInt(7)) {
      case 0 -> with(archive, at, (byte) random.nextInt());
      case 1, 2 -> with(archive, at, INTERESTING[random.nextInt(INTERESTING.length)]);
      case 3 -> Arrays.copyOf(archive, at);
      case 4 -> blockOf(anySeed(), archive, at);
      case 5 -> blockOf(archive, archive, at);
      default -> spliced(archive, anySeed(), at);
    };
  }

  private static byte[] with(byte[] archive, int at, byte value) {
    byte[] changed = archive.clone();
    changed[at] = value;
    return changed;
  }

  /** A block of one archive in place of one of another. */
  private byte[] blockOf(byte[] source, byte[] archive, int at) {
    byte[] changed = archive.clone();
    int from = random.nextInt(source.length / RawTar.BLOCK + 1) * RawTar.BLOCK;
    int to = at / RawTar.BLOCK * RawTar.BLOCK;
    int length = Math.min(RawTar.BLOCK, Math.min(source.length - from, changed.length - to));
    System.arraycopy(source, from, changed, to, length);
    return changed;
  }

  private static byte[] spliced(byte[] first, byte[] second, int at) {
    int cut = Math.min(at / RawTar.BLOCK * RawTar.BLOCK, second.length);
    byte[] both = Arrays.copyOf(first, cut + second.length - cut);
    System.arraycopy(second, cut, both, cut, second.length - cut);
    return both;
  }

  private byte[] anySeed() {
    return seeds.get(random.nextInt(seeds.size()));
  }
}
