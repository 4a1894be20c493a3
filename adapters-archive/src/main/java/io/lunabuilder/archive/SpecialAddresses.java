package io.lunabuilder.archive;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Addresses that are no public servers: the registries of RFC 6890, and what clouds add. */
final class SpecialAddresses {
  /**
   * Where clouds tell machines their credentials; each is documented by its cloud. Whoever may read
   * them is the machine.
   */
  private static final List<AddressBlock> METADATA =
      blocks(
          "169.254.0.0/16", // link-local: nearly all of them
          "fe80::/10", // the same in IPv6
          "fd00:ec2::/32", // AWS
          "fd20:ce::254", // Google
          "100.100.100.200", // Alibaba
          "168.63.129.16", // Azure
          "192.0.0.192"); // Oracle

  private static final List<AddressBlock> PRIVATE =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "::/96",
          "64:ff9b:1::/48",
          "100::/64",
          "2001::/32",
          "2001:db8::/32",
          "fc00::/7",
          "fec0::/10",
          "ff00::/8");

  /** Gateways to IPv4 (RFC 6052, RFC 3056), and where the address behind them begins. */
  private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");

  private static final int NAT64_INNER = 12;
  private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002::/16");
  private static final int SIX_TO_FOUR_INNER = 2;

  private SpecialAddresses() {}

  private static List<AddressBlock> blocks(String... texts) {
    return Arrays.stream(texts).map(AddressBlock::of).toList();
  }

  /** Could a machine's credentials be there? */
  static boolean isMetadata(InetAddress address) {
    InetAddress reached = reached(address);
    return METADATA.stream().anyMatch(block -> block.contains(reached));
  }

  /** Is it this machine, its network, or nobody's? */
  static boolean isPrivate(InetAddress address) {
    InetAddress reached = reached(address);
    return PRIVATE.stream().anyMatch(block -> block.contains(reached));
  }

  /** Java itself turns IPv4 addresses that are mapped into IPv6 back. */
  private static InetAddress reached(InetAddress address) {
    if (NAT64.contains(address)) {
      return inner(address, NAT64_INNER);
    }
    return SIX_TO_FOUR.contains(address) ? inner(address, SIX_TO_FOUR_INNER) : address;
  }

  private static InetAddress inner(InetAddress address, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
