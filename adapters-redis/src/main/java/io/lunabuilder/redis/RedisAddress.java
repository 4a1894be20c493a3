package io.lunabuilder.redis;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is, and how to get in.
 *
 * @param topology one server, one that sentinels name, or a cluster
 * @param database its number; 0 in a cluster
 * @param credentials for the servers; null for none
 * @param tls how the connection is protected; null for not at all
 */
public record RedisAddress(
    Topology topology, int database, @Nullable Credentials credentials, @Nullable Tls tls) {

  /** The port of Redis where none is said. */
  public static final int USUAL_PORT = 6379;

  /** The port of a sentinel where none is said. */
  public static final int USUAL_SENTINEL_PORT = 26379;

  public RedisAddress {
    if (database < 0) {
      throw new IllegalArgumentException("database " + database + " is under 0");
    }
    if (topology instanceof Topology.Cluster && database != 0) {
      throw new IllegalArgumentException("a cluster has only the database 0, not " + database);
    }
  }

  /** Names of the keys that {@link #of} takes. */
  public static Set<String> keys() {
    return RedisKeys.NAMES;
  }

  /**
   * Reads a URL: {@code redis://user:password@host:port/database}, with {@code rediss} for TLS;
   * {@code redis+sentinel://host,host/master/database} and {@code redis+cluster://host,host}.
   *
   * @throws IllegalArgumentException saying what is wrong, without the password
   */
  public static RedisAddress parse(String url) {
    return RedisUrl.parse(url);
  }

  /**
   * Reads single {@link #keys}.
   *
   * @throws IllegalArgumentException naming the key that is wrong
   */
  public static RedisAddress of(Map<String, String> keys) {
    return RedisKeys.parse(keys);
  }

  /** The same servers, with the connection protected as {@code other} says. */
  public RedisAddress with(@Nullable Tls other) {
    return new RedisAddress(topology, database, credentials, other);
  }

  /** How many servers there are, and who knows which one to ask. */
  // The text of each tells people where it is.
  public sealed interface Topology {
    /** One server. */
    record Single(Node node) implements Topology {
      @Override
      public String toString() {
        return node.toString();
      }
    }

    /**
     * Sentinels that know which server is the master.
     *
     * @param credentials for the sentinels themselves; null for none
     */
    record Sentinel(String master, List<Node> sentinels, @Nullable Credentials credentials)
        implements Topology {
      public Sentinel {
        sentinels = List.copyOf(sentinels);
        if (master.isEmpty() || sentinels.isEmpty()) {
          throw new IllegalArgumentException("sentinels need the master's name and an address");
        }
      }

      @Override
      public String toString() {
        return "the master " + master + " of sentinels " + sentinels;
      }
    }

    /** A cluster, of which some nodes are known. */
    record Cluster(List<Node> nodes) implements Topology {
      public Cluster {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
          throw new IllegalArgumentException("a cluster needs the address of a node");
        }
      }

      @Override
      public String toString() {
        return "the cluster of " + nodes;
      }
    }
  }

  /** A server's address. */
  public record Node(String host, int port) {
    public Node {
      if (host.isEmpty() || port < 1 || port > 65535) {
        throw new IllegalArgumentException("\"" + host + ":" + port + "\" is no host and port");
      }
    }

    /** Reads {@code host} or {@code host:port}; an IPv6 address is in brackets. */
    public static Node parse(String text, int usualPort) {
      URI uri = URI.create("redis://" + text);
      String host = Objects.requireNonNullElse(uri.getHost(), "");
      return new Node(host, uri.getPort() < 0 ? usualPort : uri.getPort());
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /**
   * What opens the door. Its text never shows the password.
   *
   * @param user null for the default one
   */
  public record Credentials(@Nullable String user, String password) {
    @Override
    public String toString() {
      return (user == null ? "" : user) + ":****";
    }
  }

  /**
   * TLS.
   *
   * @param verify is the server's certificate checked, and its name?
   * @param authority certificates (PEM) to trust instead of those of the JDK; null for the latter
   */
  public record Tls(boolean verify, @Nullable Path authority) {}
}
