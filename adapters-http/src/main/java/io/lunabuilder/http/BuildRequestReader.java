package io.lunabuilder.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.domain.BuildRequest;
import io.lunabuilder.domain.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request of a JSON document and collects what does not fit, each with its field's path.
 */
final class BuildRequestReader {
  private static final Set<String> TOP = Set.of("archive", "parameters");
  private static final Set<String> PARAMETERS =
      Set.of(
          "image_name",
          "image_builder",
          "namespace",
          "selector",
          "dockerfile",
          "context",
          "target",
          "build_args",
          "labels",
          "tags",
          "cache",
          "timeout");

  private final List<Violation> problems = new ArrayList<>();

  private BuildRequestReader() {}

  /**
   * What could be read.
   *
   * @param request holds nothing where a field did not fit
   * @param problems every field that did not fit
   */
  record Reading(BuildRequest request, List<Violation> problems) {}

  /**
   * Reads a document.
   *
   * @throws RefusedCallException when it is no JSON object
   */
  static Reading read(byte[] document) {
    JsonNode root = Json.parse(document);
    if (!root.isObject()) {
      throw new RefusedCallException(ApiError.BAD_INPUT, "the body must be a JSON object");
    }
    BuildRequestReader reader = new BuildRequestReader();
    return new Reading(reader.request(root), List.copyOf(reader.problems));
  }

  private BuildRequest request(JsonNode root) {
    refuseUnknown(root, TOP, "");
    JsonNode parameters = root.path("parameters");
    if (!parameters.isObject()) {
      wrong("parameters", parameters.isMissingNode() ? "is required" : "must be an object", "{}");
    }
    refuseUnknown(parameters, PARAMETERS, "parameters.");
    Field field = new Field(parameters);
    return new BuildRequest(
        text(root.get("archive"), "archive"),
        field.text("image_name"),
        field.text("image_builder"),
        field.text("namespace"),
        parameters.has("selector") ? field.texts("selector") : null,
        field.text("dockerfile"),
        field.text("context"),
        field.text("target"),
        field.texts("build_args"),
        field.texts("labels"),
        field.list("tags"),
        field.flag("cache"),
        field.number("timeout"));
  }

  private void refuseUnknown(JsonNode object, Set<String> known, String path) {
    object
        .fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            problems.add(
                new Violation(
                    path + name,
                    "",
                    "is not a field of this request",
                    "use " + String.join(", ", known.stream().sorted().toList())));
          }
        });
  }

  private void wrong(String path, String problem, String example) {
    problems.add(new Violation(path, "", problem, "send for example " + example));
  }

  private @Nullable String text(@Nullable JsonNode node, String path) {
    if (node == null) {
      return null;
    }
    if (!node.isTextual()) {
      wrong(path, "must be a string, not " + kindOf(node), "\"text\"");
      return null;
    }
    return node.textValue();
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

  /** The fields of the request's parameters. */
  private final class Field {
    private final JsonNode parameters;

    Field(JsonNode parameters) {
      this.parameters = parameters;
    }

    private Optional<JsonNode> get(String name) {
      return Optional.ofNullable(parameters.get(name));
    }

    @Nullable String text(String name) {
      return BuildRequestReader.this.text(parameters.get(name), "parameters." + name);
    }

    Map<String, String> texts(String name) {
      Map<String, String> entries = new LinkedHashMap<>();
      get(name).ifPresent(node -> readInto(entries, node, "parameters." + name));
      return entries;
    }

    private void readInto(Map<String, String> entries, JsonNode node, String path) {
      if (!node.isObject()) {
        wrong(path, "must be an object of strings, not " + kindOf(node), "{\"key\": \"value\"}");
        return;
      }
      node.properties()
          .forEach(entry -> {
            String value =
                BuildRequestReader.this.text(entry.getValue(), path + "." + entry.getKey());
            if (value != null) {
              entries.put(entry.getKey(), value);
            }
          });
    }

    List<String> list(String name) {
      List<String> values = new ArrayList<>();
      get(name)
          .ifPresent(node -> {
            if (!node.isArray()) {
              wrong("parameters." + name, "must be an array of strings", "[\"1.0\"]");
            }
            for (int i = 0; i < node.size() && node.isArray(); i++) {
              String value =
                  BuildRequestReader.this.text(node.get(i), "parameters." + name + "[" + i + "]");
              if (value != null) {
                values.add(value);
              }
            }
          });
      return values;
    }

    boolean flag(String name) {
      get(name)
          .filter(node -> !node.isBoolean())
          .ifPresent(node ->
              wrong("parameters." + name, "must be a boolean, not " + kindOf(node), "true"));
      return get(name).map(JsonNode::booleanValue).orElse(false);
    }

    @Nullable Long number(String name) {
      Optional<JsonNode> node = get(name);
      if (node.isEmpty()) {
        return null;
      }
      if (!node.get().isIntegralNumber() || !node.get().canConvertToLong()) {
        wrong("parameters." + name, "must be a whole number of seconds", "600");
        return null;
      }
      return node.get().longValue();
    }
  }
}
