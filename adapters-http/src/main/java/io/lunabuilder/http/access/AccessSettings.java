package io.lunabuilder.http.access;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may call the API.
 *
 * @param tokens a file with a {@link TokenLine} for each caller, read again when it changes; null
 *     lets everyone do everything
 * @param limit how often one token may call, or one address without tokens; null for no limit
 * @param origins of pages of other sites that may call it, such as {@code https://ci.example.com},
 *     in small letters; empty for none
 * @param hosts names by which a service on a loopback address is called beside {@code localhost},
 *     in small letters; elsewhere every name is taken
 */
public record AccessSettings(
    @Nullable Path tokens, @Nullable RateLimit limit, Set<String> origins, Set<String> hosts) {
  /** Whoever reaches the service may do everything, but no page of another site. */
  public static final AccessSettings OPEN = new AccessSettings(null, null, Set.of(), Set.of());

  public AccessSettings {
    origins = Set.copyOf(origins);
    hosts = Set.copyOf(hosts);
  }
}
