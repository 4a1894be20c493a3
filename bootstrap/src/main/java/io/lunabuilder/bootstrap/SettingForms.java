package io.lunabuilder.bootstrap;

import io.lunabuilder.application.setting.Quantities;
import io.lunabuilder.application.setting.SettingKind;
import io.lunabuilder.domain.Checked;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.domain.Violation;
import io.lunabuilder.embedded.EmbeddedStore;
import io.lunabuilder.kaniko.LocalBuilds;
import io.lunabuilder.redis.RedisStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the texts of single settings mean. Each method throws an IllegalArgumentException that says
 * what is wrong.
 */
final class SettingForms {
  private static final Pattern COMMA = Pattern.compile("[,\\s]+");
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);

  private SettingForms() {}

  /** Entries between commas. */
  static List<String> list(String text) {
    return COMMA.splitAsStream(text).filter(entry -> !entry.isEmpty()).toList();
  }

  /** Addresses that have a host. */
  static List<URI> urls(String text) {
    return list(text).stream().map(SettingKind.URL.parser()).toList();
  }

  /** Hosts of registries. */
  static Set<String> hosts(String list) {
    return list(list).stream()
        .map(host -> registry(host).host())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The registry to push to.
   *
   * @param insecure hosts that need no TLS
   */
  static Registry registry(String text, Set<String> insecure) {
    Registry registry = registry(text);
    String host = registry.host();
    if (LocalBuilds.speaksPlainTo(host) && insecure.stream().noneMatch(host::equalsIgnoreCase)) {
      throw new IllegalArgumentException(
          "is at a private address, where kaniko does not insist on TLS: name it by a DNS name, or"
              + " list it in LUNA_BUILDER_INSECURE_REGISTRIES");
    }
    return registry;
  }

  private static Registry registry(String text) {
    return valid(Registry.parse("", text));
  }

  /** The value, whose rules the domain knows. */
  static <T> T valid(Checked<T> checked) {
    return switch (checked) {
      case Checked.Valid<T>(T value) -> value;
      case Checked.Invalid<T>(List<Violation> violations) ->
          throw new IllegalArgumentException(violations.getFirst().problem());
    };
  }

  /** What keys in Redis begin with. */
  static String prefix(String text) {
    RedisStore.checkPrefix(text);
    return text;
  }

  /** How much of a log is kept. */
  static long logBytes(String text) {
    long bytes = Quantities.bytes(text);
    if (bytes < EmbeddedStore.SMALLEST_LOG_BYTES) {
      throw new IllegalArgumentException("must be at least 64KiB");
    }
    return bytes;
  }

  /** A runner renews its lease three times while that lasts, over a network that may be slow. */
  static Duration lease(String text) {
    Duration lease = Quantities.duration(text);
    if (lease.compareTo(SHORTEST_LEASE) < 0) {
      throw new IllegalArgumentException("must be at least " + SHORTEST_LEASE.toSeconds() + "s");
    }
    return lease;
  }
}
