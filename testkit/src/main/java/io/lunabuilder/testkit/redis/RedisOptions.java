package io.lunabuilder.testkit.redis;

import io.lunabuilder.testkit.TestAuthority;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a server is set up.
 *
 * @param user who must log in; null for Redis' {@code default} user
 * @param password of that user; null when nobody needs one
 * @param authority whose certificate the server shows; null for a server without TLS
 * @param settings further lines of {@code redis.conf}
 */
public record RedisOptions(
    @Nullable String user,
    @Nullable String password,
    @Nullable TestAuthority authority,
    List<String> settings) {

  public RedisOptions {
    settings = List.copyOf(settings);
  }

  /** No login, no TLS, nothing kept on disk. */
  public static RedisOptions plain() {
    return new RedisOptions(null, null, null, List.of());
  }

  /** Redis' {@code default} user needs {@code secret}. */
  public RedisOptions withPassword(String secret) {
    return new RedisOptions(null, secret, authority, settings);
  }

  /** Only {@code name} may log in, and may do everything. */
  public RedisOptions withUser(String name, String secret) {
    return new RedisOptions(name, secret, authority, settings);
  }

  /** TLS only, with the certificate of {@code signedBy}; clients need none. */
  public RedisOptions withTls(TestAuthority signedBy) {
    return new RedisOptions(user, password, signedBy, settings);
  }

  /** Each write is on disk before it is answered, and there again after a restart. */
  public RedisOptions durable() {
    return with("appendonly yes").with("appendfsync always");
  }

  /** One more line of {@code redis.conf}, for instance {@code maxmemory 8mb}. */
  public RedisOptions with(String setting) {
    List<String> more = new ArrayList<>(settings);
    more.add(setting);
    return new RedisOptions(user, password, authority, more);
  }

  RedisOptions withoutLogin() {
    return new RedisOptions(null, null, authority, settings);
  }

  /** Where a client finds a server with these options, with its login. */
  String url(int port) {
    String scheme = authority == null ? "redis" : "rediss";
    String login = password == null ? "" : (user == null ? "" : user) + ":" + password + "@";
    return scheme + "://" + login + "127.0.0.1:" + port;
  }

  /** The login in the words of {@code redis-cli}. */
  List<String> login() {
    if (password == null) {
      return List.of();
    }
    return List.of(
        "--user", user == null ? "default" : user, "--pass", password, "--no-auth-warning");
  }

  /** The lines of {@code redis.conf} that make a server on {@code port} of these options. */
  List<String> lines(int port) {
    List<String> lines = new ArrayList<>();
    lines.add("bind 127.0.0.1");
    lines.add("protected-mode no");
    lines.addAll(listener(port));
    lines.addAll(users());
    return lines;
  }

  private List<String> listener(int port) {
    if (authority == null) {
      return List.of("port " + port);
    }
    return List.of(
        "port 0",
        "tls-port " + port,
        "tls-auth-clients no",
        "tls-replication yes",
        "tls-ca-cert-file /data/ca.pem",
        "tls-cert-file /data/server.pem",
        "tls-key-file /data/server.key");
  }

  private List<String> users() {
    if (password == null) {
      return List.of();
    }
    if (user == null) {
      return List.of("requirepass " + password, "masterauth " + password);
    }
    return List.of(
        "user default off",
        "user " + user + " on >" + password + " ~* &* +@all",
        "masteruser " + user,
        "masterauth " + password);
  }

  /** The lines of a sentinel that log it in at {@code master} and its replicas. */
  List<String> sentinelLogin(String master) {
    List<String> lines = new ArrayList<>();
    if (user != null) {
      lines.add("sentinel auth-user " + master + " " + user);
    }
    if (password != null) {
      lines.add("sentinel auth-pass " + master + " " + password);
    }
    return lines;
  }

  /** What {@link #lines} refer to, by path in the container. */
  Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    if (authority != null) {
      files.put("/data/ca.pem", authority.certificate());
      files.put("/data/server.pem", authority.serverCertificate());
      files.put("/data/server.key", authority.serverKey());
    }
    return files;
  }
}
