package io.lunabuilder.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.domain.BuildRequest;
import io.lunabuilder.domain.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes a request of a JSON document and collects what does not fit, each with its field's path.
 */
final class BuildRequestReader {
  private static final Set<String> TOP = Set.of("archive", "sha256", "parameters");
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
      throw new RefusedCallException(
          ApiError.BAD_INPUT, "the body must be a JSON object with archive and parameters");
    }
    BuildRequestReader reader = new BuildRequestReader();
    return new Reading(reader.request(root), List.copyOf(reader.problems));
  }

  private BuildRequest request(JsonNode root) {
    JsonFields top = new JsonFields(root, "", problems);
    top.refuseUnknown(TOP);
    JsonNode parameters = root.path("parameters");
    if (!parameters.isObject()) {
      problems.add(
          new Violation(
              "parameters",
              "",
              parameters.isMissingNode() ? "is required" : "must be an object",
              "send for example {\"image_name\": \"hello:1\"}"));
    }
    JsonFields field = new JsonFields(parameters, "parameters.", problems);
    field.refuseUnknown(PARAMETERS);
    return new BuildRequest(
        top.text("archive"),
        top.text("sha256"),
        field.text("image_name"),
        field.text("image_builder"),
        field.text("namespace"),
        field.has("selector") ? field.texts("selector") : null,
        field.text("dockerfile"),
        field.text("context"),
        field.text("target"),
        field.secrets("build_args"),
        field.texts("labels"),
        field.list("tags"),
        field.flag("cache"),
        field.number("timeout"));
  }
}
