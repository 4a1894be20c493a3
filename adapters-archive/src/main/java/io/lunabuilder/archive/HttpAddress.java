package io.lunabuilder.archive;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One place to ask: where a link, or a redirect, leads.
 *
 * @param uri http or https, with a host, without user and password
 * @param authorization the value of the header, where the link had user and password; a secret
 */
record HttpAddress(URI uri, @Nullable String authorization) {
  private static final int LARGEST_PORT = 65_535;

  /** Reads an address; empty when {@code text} is none of http or https. */
  static Optional<HttpAddress> parse(String text) {
    try {
      return of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<HttpAddress> of(URI uri) throws URISyntaxException {
    String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      return Optional.empty();
    }
    if (uri.getPort() == 0 || uri.getPort() > LARGEST_PORT) {
      return Optional.empty();
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String user = uri.getUserInfo();
    return Optional.of(
        new HttpAddress(
            new URI(scheme + "://" + uri.getHost() + port + path + query),
            user == null ? null : basic(user)));
  }

  private static String basic(String user) {
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Where a redirect from here leads; empty when it is none of http or https, or gives up TLS. User
   * and password go along only to the same place.
   */
  Optional<HttpAddress> redirected(String location) {
    try {
      return of(uri.resolve(new URI(location)))
          .filter(next -> !(isTls() && !next.isTls()))
          .map(next -> next.authorization == null && samePlace(next) ? with(next.uri) : next);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private HttpAddress with(URI next) {
    return new HttpAddress(next, authorization);
  }

  private boolean isTls() {
    return uri.getScheme().equals("https");
  }

  private boolean samePlace(HttpAddress other) {
    return uri.getScheme().equals(other.uri.getScheme())
        && uri.getRawAuthority().equalsIgnoreCase(other.uri.getRawAuthority());
  }

  /** The host, without the brackets of an IPv6 address. */
  String host() {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The host, without what could be secret. */
  @Override
  public String toString() {
    return uri.getHost();
  }
}
