package io.lunabuilder.bootstrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunabuilder.application.setting.SettingKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A setting of several keys (R1): JSON in one variable, or one variable for each key, its name
 * behind two underscores. Single variables win.
 *
 * @param whole the setting
 * @param keys all that there are; a key of a group inside has the group's name before it
 * @param secrets those of them that must be shown nowhere
 */
record SettingGroup(Setting<String> whole, Set<String> keys, Set<String> secrets) {
  /** What values look like: a parser of its own reads them. */
  static final SettingKind<String> KEYS = new SettingKind<>("JSON, or keys", Function.identity());

  private static final ObjectMapper JSON = new ObjectMapper();

  SettingGroup {
    keys = Set.copyOf(keys);
    secrets = Set.copyOf(secrets);
  }

  String name() {
    return whole.name();
  }

  /** The setting and its single keys, as variables. */
  Set<String> names() {
    return Stream.concat(Stream.of(name()), keys.stream().map(prefix()::concat))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Single keys, as variables, that must be shown nowhere. */
  Set<String> secretNames() {
    return secrets.stream().map(prefix()::concat).collect(Collectors.toUnmodifiableSet());
  }

  /** What the variables of single keys begin with. */
  String prefix() {
    return name() + "__";
  }

  /**
   * All keys that were given, in whatever form.
   *
   * @param given some of {@link #names}
   * @throws IllegalArgumentException when it is no JSON object, without its text
   */
  Map<String, String> read(Map<String, String> given) {
    Map<String, String> all = new HashMap<>();
    String text = given.getOrDefault(name(), "");
    if (!text.isEmpty()) {
      flatten("", json(text), all);
    }
    all.putAll(single(given));
    return all;
  }

  /** The keys that have variables of their own. */
  Map<String, String> single(Map<String, String> given) {
    Map<String, String> found = new HashMap<>();
    given.forEach((variable, value) -> {
      if (variable.startsWith(prefix())) {
        found.put(variable.substring(prefix().length()), value);
      }
    });
    return found;
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
