package io.lunabuilder.redis;

import io.lunabuilder.application.setting.SettingKeys;
import io.lunabuilder.redis.RedisAddress.Credentials;
import io.lunabuilder.redis.RedisAddress.Node;
import io.lunabuilder.redis.RedisAddress.Tls;
import io.lunabuilder.redis.RedisAddress.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An address as single keys; those of a group have the group's name and two underscores before. */
final class RedisKeys {
  static final Set<String> NAMES =
      Set.of(
          "HOST",
          "PORT",
          "NUMBER",
          "USER",
          "PASSWORD",
          "SSL",
          "VERIFY_SSL",
          "CA_FILE",
          "SENTINEL__MASTER_NAME",
          "SENTINEL__SENTINELS",
          "SENTINEL__USER",
          "SENTINEL__PASSWORD",
          "CLUSTER__NODES");
  private static final Pattern COMMA = Pattern.compile("[,\\s]+");

  private final SettingKeys keys;

  private RedisKeys(SettingKeys keys) {
    this.keys = keys;
  }

  /**
   * Reads keys.
   *
   * @throws IllegalArgumentException with a line for each key that is wrong
   */
  static RedisAddress parse(Map<String, String> keys) {
    RedisKeys read = new RedisKeys(SettingKeys.of(keys, NAMES));
    read.check();
    return read.address();
  }

  /** Tells all that is wrong, a line for each. */
  private void check() {
    SettingKeys.readAll(
        Stream.<Supplier<?>>of(
            this::topology,
            () -> number("NUMBER", 0),
            () -> flag("SSL", false),
            () -> flag("VERIFY_SSL", true),
            this::tls));
  }

  private RedisAddress address() {
    return new RedisAddress(
        topology(), number("NUMBER", 0), credentials("USER", "PASSWORD"), tls());
  }

  private Topology topology() {
    if (!text("SENTINEL__SENTINELS").isEmpty()) {
      return new Topology.Sentinel(
          text("SENTINEL__MASTER_NAME"),
          nodes("SENTINEL__SENTINELS", RedisAddress.USUAL_SENTINEL_PORT),
          credentials("SENTINEL__USER", "SENTINEL__PASSWORD"));
    }
    if (!text("CLUSTER__NODES").isEmpty()) {
      return new Topology.Cluster(nodes("CLUSTER__NODES", RedisAddress.USUAL_PORT));
    }
    if (text("HOST").isEmpty()) {
      throw new IllegalArgumentException(
          "needs HOST, SENTINEL__SENTINELS or CLUSTER__NODES, or to be a redis:// URL");
    }
    return new Topology.Single(new Node(text("HOST"), number("PORT", RedisAddress.USUAL_PORT)));
  }

  private List<Node> nodes(String key, int usualPort) {
    return COMMA
        .splitAsStream(text(key))
        .filter(node -> !node.isEmpty())
        .map(node -> Node.parse(node, usualPort))
        .toList();
  }

  private @Nullable Credentials credentials(String user, String password) {
    if (text(user).isEmpty() && text(password).isEmpty()) {
      return null;
    }
    return new Credentials(text(user).isEmpty() ? null : text(user), text(password));
  }

  private @Nullable Tls tls() {
    if (!flag("SSL", false)) {
      return null;
    }
    String authority = text("CA_FILE");
    return new Tls(flag("VERIFY_SSL", true), authority.isEmpty() ? null : Path.of(authority));
  }

  private boolean flag(String key, boolean otherwise) {
    return switch (text(key)) {
      case "" -> otherwise;
      case "1", "true" -> true;
      case "0", "false" -> false;
      default -> throw new IllegalArgumentException(key + " must be 1 or 0");
    };
  }

  private int number(String key, int otherwise) {
    String text = text(key);
    if (!text.matches("[0-9]{0,6}")) {
      throw new IllegalArgumentException(key + " must be a number");
    }
    return text.isEmpty() ? otherwise : Integer.parseInt(text);
  }

  private String text(String key) {
    return keys.text(key);
  }
}
