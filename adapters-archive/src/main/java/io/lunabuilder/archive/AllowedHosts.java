package io.lunabuilder.archive;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hosts inside the house that links to archives may lead to. Public hosts need not be named; where
 * clouds keep credentials no entry leads.
 *
 * @param names of hosts in lowercase, or {@code *.} and the end of names
 * @param blocks of addresses
 */
public record AllowedHosts(List<String> names, List<AddressBlock> blocks) {
  /** Only public hosts. */
  public static final AllowedHosts NONE = new AllowedHosts(List.of(), List.of());

  private static final Pattern NAME =
      Pattern.compile("(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  public AllowedHosts {
    names = List.copyOf(names);
    blocks = List.copyOf(blocks);
  }

  /**
   * Reads entries: names of hosts, {@code *.example.com} for all hosts below a name, addresses, and
   * blocks of addresses such as {@code 10.1.0.0/16}.
   *
   * @throws IllegalArgumentException naming the entry that is none of these
   */
  public static AllowedHosts of(List<String> entries) {
    List<AddressBlock> blocks =
        entries.stream().map(AddressBlock::parse).flatMap(Optional::stream).toList();
    List<String> names =
        entries.stream()
            .filter(entry -> AddressBlock.parse(entry).isEmpty())
            .map(entry -> entry.toLowerCase(Locale.ROOT))
            .toList();
    names.stream()
        .filter(name -> !NAME.matcher(name).matches() || name.matches("[0-9.]+"))
        .findFirst()
        .ifPresent(name -> {
          throw new IllegalArgumentException(
              "\"" + name + "\" is no host name, address or block of addresses");
        });
    return new AllowedHosts(names, blocks);
  }

  /** As they are read. */
  public List<String> entries() {
    return Stream.concat(names.stream(), blocks.stream().map(AddressBlock::toString)).toList();
  }

  /** May a link to {@code host} lead to {@code address}? */
  boolean allow(String host, InetAddress address) {
    if (SpecialAddresses.isMetadata(address)) {
      return false;
    }
    return !SpecialAddresses.isPrivate(address)
        || blocks.stream().anyMatch(block -> block.contains(address))
        || names.stream().anyMatch(name -> matches(name, host.toLowerCase(Locale.ROOT)));
  }

  private static boolean matches(String name, String host) {
    return name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name);
  }
}
