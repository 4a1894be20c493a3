package io.lunabuilder.bootstrap;

import io.lunabuilder.redis.RedisAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the address of Redis, which has three forms: a URL, JSON with keys, and one variable for
 * each key. Single variables win over the other two.
 */
final class RedisSettings {
  private static final SettingGroup GROUP = StoreCatalogue.REDIS;

  private RedisSettings() {}

  /**
   * Reads the address.
   *
   * @param given some of the variables of {@link StoreCatalogue#REDIS}
   * @throws IllegalArgumentException saying what is wrong, without a password
   */
  static RedisAddress address(Map<String, String> given) {
    String text = given.getOrDefault(GROUP.name(), "");
    return text.isEmpty() || text.startsWith("{")
        ? RedisAddress.of(GROUP.read(given))
        : fromUrl(text, GROUP.single(given));
  }

  /** A URL has no place for what protects the connection; keys do. */
  private static RedisAddress fromUrl(String url, Map<String, String> keys) {
    RedisAddress address = RedisAddress.parse(url);
    if (keys.isEmpty()) {
      return address;
    }
    Map<String, String> protection = new HashMap<>(keys);
    boolean others =
        protection.keySet().stream()
            .anyMatch(key -> !key.equals("CA_FILE") && !key.equals("VERIFY_SSL"));
    if (others || address.tls() == null) {
      throw new IllegalArgumentException(
          "is a URL: beside it only __CA_FILE and __VERIFY_SSL may be set, and only with rediss");
    }
    protection.put("HOST", "unused");
    protection.put("SSL", "1");
    return address.with(RedisAddress.of(protection).tls());
  }
}
