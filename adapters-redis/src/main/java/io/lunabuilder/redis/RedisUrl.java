package io.lunabuilder.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lunabuilder.redis.RedisAddress.Credentials;
import io.lunabuilder.redis.RedisAddress.Node;
import io.lunabuilder.redis.RedisAddress.Tls;
import io.lunabuilder.redis.RedisAddress.Topology;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An address as a URL: {@code redis://user:password@host:port/database}, with {@code rediss} for
 * TLS; {@code redis+sentinel://host,host/master/database} and {@code redis+cluster://host,host}.
 */
final class RedisUrl {
  private static final Pattern COMMA = Pattern.compile(",");

  private final URI uri;

  private RedisUrl(URI uri) {
    this.uri = uri;
  }

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException saying what is wrong, without the password
   */
  static RedisAddress parse(String text) {
    try {
      return new RedisUrl(new URI(text)).address();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "is no URL (characters such as @ / # % in a password are written %40 %2F %23 %25)", e);
    }
  }

  private RedisAddress address() {
    String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
    Tls tls = scheme.startsWith("rediss") ? new Tls(true, null) : null;
    return switch (scheme) {
      case "redis", "rediss" ->
          new RedisAddress(new Topology.Single(one()), number(path(0)), credentials(), tls);
      case "redis+sentinel", "rediss+sentinel" ->
          new RedisAddress(
              new Topology.Sentinel(path(0), nodes(RedisAddress.USUAL_SENTINEL_PORT), null),
              number(path(1)),
              credentials(),
              tls);
      case "redis+cluster", "rediss+cluster" ->
          new RedisAddress(
              new Topology.Cluster(nodes(RedisAddress.USUAL_PORT)),
              number(path(0)),
              credentials(),
              tls);
      default ->
          throw new IllegalArgumentException(
              "must begin with redis://, rediss://, redis+sentinel:// or redis+cluster://");
    };
  }

  private Node one() {
    List<Node> nodes = nodes(RedisAddress.USUAL_PORT);
    if (nodes.size() != 1) {
      throw new IllegalArgumentException(
          "names several servers: say redis+cluster:// or redis+sentinel://");
    }
    return nodes.getFirst();
  }

  private List<Node> nodes(int usualPort) {
    String authority = Objects.requireNonNullElse(uri.getRawAuthority(), "");
    String hosts = authority.substring(authority.lastIndexOf('@') + 1);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("names no host");
    }
    return COMMA.splitAsStream(hosts).map(host -> Node.parse(host, usualPort)).toList();
  }

  private @Nullable Credentials credentials() {
    String authority = Objects.requireNonNullElse(uri.getRawAuthority(), "");
    int at = authority.lastIndexOf('@');
    if (at < 0) {
      return null;
    }
    String login = authority.substring(0, at);
    int colon = login.indexOf(':');
    if (colon < 0) {
      return new Credentials(null, decoded(login));
    }
    String user = decoded(login.substring(0, colon));
    return new Credentials(user.isEmpty() ? null : user, decoded(login.substring(colon + 1)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private String path(int index) {
    return Stream.of(Objects.requireNonNullElse(uri.getPath(), "").split("/", -1))
        .skip(1 + index)
        .findFirst()
        .orElse("");
  }

  private static int number(String text) {
    if (!text.matches("\\d{0,6}")) {
      throw new IllegalArgumentException("\"" + text + "\" is no number of a database");
    }
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }
}
