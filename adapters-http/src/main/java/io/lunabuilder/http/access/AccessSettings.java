package io.lunabuilder.http.access;

import java.util.Set;

/**
 * Who may call the API.
 *
 * @param origins of pages of other sites that may call it, such as {@code https://ci.example.com},
 *     in small letters; empty for none
 * @param hosts names by which a service on a loopback address is called beside {@code localhost},
 *     in small letters; elsewhere every name is taken
 */
public record AccessSettings(Set<String> origins, Set<String> hosts) {
  /** Whoever reaches the service may do everything, but no page of another site. */
  public static final AccessSettings OPEN = new AccessSettings(Set.of(), Set.of());

  public AccessSettings {
    origins = Set.copyOf(origins);
    hosts = Set.copyOf(hosts);
  }
}
