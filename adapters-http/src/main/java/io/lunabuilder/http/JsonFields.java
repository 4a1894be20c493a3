package io.lunabuilder.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.domain.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one JSON object, and collects those that do not fit. */
final class JsonFields {
  private final JsonNode object;
  private final String path;
  private final List<Violation> problems;

  /**
   * @param object may be missing: then it has no field
   * @param path in front of each field's name, for example {@code parameters.}
   * @param problems is added to
   */
  JsonFields(JsonNode object, String path, List<Violation> problems) {
    this.object = object;
    this.path = path;
    this.problems = problems;
  }

  /** Each field whose name is not one of {@code known} is a problem. */
  void refuseUnknown(Set<String> known) {
    String remedy = "use " + String.join(", ", known.stream().sorted().toList());
    object.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> !known.contains(name))
        .map(name -> new Violation(path + name, "", "is not a field of this request", remedy))
        .forEach(problems::add);
  }

  boolean has(String name) {
    return object.has(name);
  }

  @Nullable String text(String name) {
    return get(name).map(node -> text(node, path + name, told(node))).orElse(null);
  }

  /** An object of strings; empty when it is not there. */
  Map<String, String> texts(String name) {
    return entries(name, false);
  }

  /** The same with values that are never repeated back. */
  Map<String, String> secrets(String name) {
    return entries(name, true);
  }

  private Map<String, String> entries(String name, boolean secret) {
    Map<String, String> entries = new LinkedHashMap<>();
    JsonNode node = get(name).orElse(null);
    if (node != null && !node.isObject()) {
      String told = secret ? "" : told(node);
      wrong(path + name, told, "an object of strings", node, "{\"key\": \"value\"}");
    } else if (node != null) {
      node.properties()
          .forEach(entry -> {
            String field = path + name + "." + entry.getKey();
            String told = secret ? "" : told(entry.getValue());
            put(entries, entry.getKey(), text(entry.getValue(), field, told));
          });
    }
    return entries;
  }

  private static void put(Map<String, String> entries, String key, @Nullable String value) {
    if (value != null) {
      entries.put(key, value);
    }
  }

  /** An array of strings; empty when it is not there. */
  List<String> list(String name) {
    List<String> values = new ArrayList<>();
    JsonNode node = get(name).orElse(null);
    if (node != null && !node.isArray()) {
      wrong(path + name, told(node), "an array of strings", node, "[\"1.0\"]");
    }
    for (int i = 0; node != null && node.isArray() && i < node.size(); i++) {
      String value = text(node.get(i), path + name + "[" + i + "]", told(node.get(i)));
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** False when it is not there. */
  boolean flag(String name) {
    JsonNode node = get(name).orElse(null);
    if (node != null && !node.isBoolean()) {
      wrong(path + name, told(node), "a boolean", node, "true");
    }
    return node != null && node.booleanValue();
  }

  @Nullable Long number(String name) {
    JsonNode node = get(name).orElse(null);
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      problems.add(
          new Violation(
              path + name,
              told(node),
              "must be a whole number of at most 18 digits",
              "send for example 600"));
      return null;
    }
    return node.longValue();
  }

  private Optional<JsonNode> get(String name) {
    return Optional.ofNullable(object.get(name));
  }

  private @Nullable String text(JsonNode node, String field, String told) {
    if (!node.isTextual()) {
      wrong(field, told, "a string", node, "\"text\"");
      return null;
    }
    String text = node.textValue();
    if (hasLoneSurrogate(text)) {
      problems.add(
          new Violation(field, "", "must be Unicode text", "send surrogates only in pairs"));
      return null;
    }
    return text;
  }

  /** Half of a character, which JSON's escapes allow and UTF-8 has no bytes for. */
  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  private void wrong(String field, String told, String wanted, JsonNode node, String example) {
    problems.add(
        new Violation(
            field,
            told,
            "must be " + wanted + ", not " + kindOf(node),
            "send for example " + example));
  }

  /** What was sent, where it is short enough to be told. */
  private static String told(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asText() : "";
  }

  private static String kindOf(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL -> "null";
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case STRING -> "a string";
      case BINARY, MISSING, POJO -> "something else";
    };
  }
}
