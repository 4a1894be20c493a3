package io.lunabuilder.archive;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Addresses that begin with the same bits.
 *
 * @param first of them
 * @param bits that are the same
 */
record AddressBlock(InetAddress first, int bits) {

  /** Reads an address, or a block like {@code 10.0.0.0/8}; empty when {@code text} is neither. */
  static Optional<AddressBlock> parse(String text) {
    int slash = text.indexOf('/');
    try {
      InetAddress first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int longest = first.getAddress().length * Byte.SIZE;
      int bits = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
      return bits < 0 || bits > longest
          ? Optional.empty()
          : Optional.of(new AddressBlock(first, bits));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /** A block that is known to be well formed. */
  static AddressBlock of(String text) {
    return parse(text).orElseThrow();
  }

  boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** As it is read. */
  @Override
  public String toString() {
    return first.getHostAddress() + "/" + bits;
  }
}
