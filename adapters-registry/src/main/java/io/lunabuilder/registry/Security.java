package io.lunabuilder.registry;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which registries may be spoken to without a trusted certificate, or without TLS (R21).
 *
 * @param insecureHosts hosts as in image references, with their port where they have one
 */
record Security(Set<String> insecureHosts) {

  /** A way to speak to a registry. */
  enum Way {
    /** TLS with a certificate that this machine trusts. */
    TRUSTED("https"),
    /** TLS with any certificate. */
    UNVERIFIED("https"),
    /** No TLS. */
    PLAIN("http");

    private final String scheme;

    Way(String scheme) {
      this.scheme = scheme;
    }

    String scheme() {
      return scheme;
    }
  }

  Security {
    insecureHosts =
        insecureHosts.stream().map(Security::normal).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The ways to try with {@code host}, best first; only a listed host has more than the trusted
   * one.
   */
  List<Way> waysTo(String host) {
    return insecureHosts.contains(normal(host))
        ? List.of(Way.UNVERIFIED, Way.PLAIN)
        : List.of(Way.TRUSTED);
  }

  private static String normal(String host) {
    return host.toLowerCase(Locale.ROOT);
  }
}
