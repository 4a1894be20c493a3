package io.lunabuilder.bootstrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunabuilder.redis.RedisAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the address of Redis, which has three forms: a URL, JSON with keys, and one variable for
 * each key. Single variables win over the other two.
 */
final class RedisSettings {
  /** The setting, without {@code LUNA_BUILDER_}. */
  static final String ADDRESS = "REDIS_DB_ADDRESS";

  private static final String KEY = ADDRESS + "__";

  /** Names of the setting and of its single keys. */
  static final Set<String> NAMES =
      Stream.concat(Stream.of(ADDRESS), RedisAddress.keys().stream().map(KEY::concat))
          .collect(Collectors.toUnmodifiableSet());

  private static final ObjectMapper JSON = new ObjectMapper();

  private RedisSettings() {}

  /**
   * Reads the address.
   *
   * @param given some of {@link #NAMES}
   * @throws IllegalArgumentException saying what is wrong, without a password
   */
  static RedisAddress address(Map<String, String> given) {
    String text = given.getOrDefault(ADDRESS, "");
    Map<String, String> keys = new HashMap<>();
    given.forEach((name, value) -> {
      if (name.startsWith(KEY)) {
        keys.put(name.substring(KEY.length()), value);
      }
    });
    if (!text.isEmpty() && !text.startsWith("{")) {
      return fromUrl(text, keys);
    }
    Map<String, String> all = new HashMap<>();
    if (!text.isEmpty()) {
      flatten("", json(text), all);
    }
    all.putAll(keys);
    return RedisAddress.of(all);
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

  private static JsonNode json(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is no JSON", e);
    }
    throw new IllegalArgumentException("is no JSON object");
  }

  private static void flatten(String prefix, JsonNode object, Map<String, String> into) {
    object
        .properties()
        .forEach(property -> {
          String name = prefix + property.getKey();
          JsonNode value = property.getValue();
          if (value.isObject()) {
            flatten(name + "__", value, into);
          } else if (value.isArray()) {
            into.put(name, nodes(value));
          } else if (!value.isNull()) {
            into.put(name, value.asText());
          }
        });
  }

  /** Servers as texts, or as objects with HOST and PORT. */
  private static String nodes(JsonNode array) {
    List<String> nodes = new ArrayList<>();
    for (JsonNode node : array) {
      nodes.add(
          node.isObject()
              ? node.path("HOST").asText() + ":" + node.path("PORT").asText()
              : node.asText());
    }
    return String.join(",", nodes);
  }
}
