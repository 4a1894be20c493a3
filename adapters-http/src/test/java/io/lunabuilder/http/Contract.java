package io.lunabuilder.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The description of the API, to which exchanges are compared: whatever it does not tell is wrong.
 */
final class Contract {
  private static final String HERE = "https://luna-builder.example/openapi";

  /** What every answer may have, by the rules of HTTP itself and of {@link SecurityHeaders}. */
  private static final Set<String> GENERAL =
      Set.of(
          "allow",
          "cache-control",
          "connection",
          "content-encoding",
          "content-length",
          "content-security-policy",
          "content-type",
          "cross-origin-opener-policy",
          "cross-origin-resource-policy",
          "date",
          "referrer-policy",
          "transfer-encoding",
          "vary",
          "x-accel-buffering",
          "x-content-type-options",
          "x-frame-options");

  private static final Pattern PARAMETER = Pattern.compile("\\\\\\{[a-z]+\\\\}");
  private static final Contract SHARED = new Contract();

  private final JsonNode document = read();
  private final SchemaRegistry schemas =
      SchemaRegistry.withDialect(
          Dialects.getDraft202012(),
          registry ->
              registry
                  .schemas(Map.of(HERE, document.toString()))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private final Map<String, Schema> known = new ConcurrentHashMap<>();

  static Contract shared() {
    return SHARED;
  }

  /** The description itself. */
  static JsonNode read() {
    try {
      return new YAMLMapper().readTree(Resource.bytes("openapi.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A part of the document.
   *
   * @param pointer where it is, after every reference was followed
   */
  private record Part(String pointer, JsonNode node) {
    Part at(String name) {
      return new Part(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), node.path(name));
    }
  }

  private Part follow(Part part) {
    String reference = part.node().path("$ref").asText();
    return reference.isEmpty()
        ? part
        : new Part(reference.substring(1), document.at(reference.substring(1)));
  }

  private Part paths() {
    return new Part("/paths", document.path("paths"));
  }

  /** Every operation, as {@code GET /version}. */
  List<String> operations() {
    List<String> operations = new ArrayList<>();
    document
        .path("paths")
        .forEachEntry((path, item) ->
            item.forEachEntry(
                (method, _) -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    return operations;
  }

  /** Every answer of every operation, as {@code GET /version 200}. */
  List<String> answers() {
    return operations().stream()
        .flatMap(operation -> {
          int space = operation.indexOf(' ');
          Part part =
              paths()
                  .at(operation.substring(space + 1))
                  .at(operation.substring(0, space).toLowerCase(Locale.ROOT));
          return part.node()
              .path("responses")
              .propertyStream()
              .map(answer -> operation + " " + answer.getKey());
        })
        .toList();
  }

  /**
   * The path of the description that {@code path} is: one without parameters before others. A slash
   * at the end changes nothing.
   */
  Optional<String> template(String path) {
    String plain =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return document
        .path("paths")
        .propertyStream()
        .map(Map.Entry::getKey)
        .sorted(Comparator.comparing(template -> template.contains("{")))
        .filter(template -> matches(template, plain))
        .findFirst();
  }

  private static boolean matches(String template, String path) {
    String form = template.replace("{", "\\{").replace("}", "\\}");
    return Pattern.matches(PARAMETER.matcher(form).replaceAll("[^/]+"), path);
  }

  /** Fails unless the description tells of what was asked and of all that was answered. */
  void check(String method, URI call, Answer answer) {
    Optional<String> template = template(call.getRawPath());
    String told = method + " " + call + " → " + answer.status() + " " + answer.text();
    assertThat(answer.header("Luna-Request-Id")).as(told).isNotEmpty();
    if (template.isEmpty() || method.equals("OPTIONS")) {
      assertThat(answer.status()).as(told).isIn(200, 204, 400, 401, 403, 404, 405, 421, 429);
      return;
    }
    String asked = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
    Part operation = paths().at(template.get()).at(asked);
    if (operation.node().isMissingNode()) {
      assertThat(answer.status()).as(told).isIn(400, 403, 405, 421);
      return;
    }
    Part response = follow(operation.at("responses").at(Integer.toString(answer.status())));
    assertThat(response.node().isMissingNode()).as("undocumented: " + told).isFalse();
    checkHeaders(response.at("headers"), answer, told);
    checkBody(method, response.at("content"), answer, told);
    if (answer.status() < 300) {
      checkQuery(operation, call, told);
    }
  }

  private void checkHeaders(Part headers, Answer answer, String told) {
    answer
        .response()
        .headers()
        .map()
        .forEach((name, values) -> {
          if (GENERAL.contains(name) || name.startsWith("access-control-")) {
            return;
          }
          Optional<String> documented =
              headers
                  .node()
                  .propertyStream()
                  .map(Map.Entry::getKey)
                  .filter(name::equalsIgnoreCase)
                  .findFirst();
          assertThat(documented).as("undocumented header " + name + ": " + told).isPresent();
          Part schema = follow(headers.at(documented.orElseThrow())).at("schema");
          assertThat(problems(schema, plain(values.getFirst(), schema))).as(told).isEmpty();
        });
    headers
        .node()
        .forEachEntry((name, _) -> {
          if (follow(headers.at(name)).node().path("required").asBoolean()) {
            assertThat(answer.header(name)).as("header " + name + ": " + told).isNotEmpty();
          }
        });
  }

  private void checkBody(String method, Part content, Answer answer, String told) {
    if (method.equals("HEAD") || content.node().isMissingNode()) {
      assertThat(answer.text()).as("an undocumented body: " + told).isEmpty();
      return;
    }
    String type = answer.header("Content-Type").replaceFirst(";.*", "");
    Part media = content.at(type);
    assertThat(media.node().isMissingNode())
        .as("undocumented type " + type + ": " + told)
        .isFalse();
    if (type.equals("application/json")) {
      assertThat(problems(media.at("schema"), answer.text())).as(told).isEmpty();
    }
  }

  private void checkQuery(Part operation, URI call, String told) {
    if (call.getRawQuery() == null) {
      return;
    }
    for (String pair : Pattern.compile("&").splitAsStream(call.getRawQuery()).toList()) {
      String name = pair.replaceFirst("=.*", "");
      String value = pair.replaceFirst("[^=]*=?", "");
      Part schema = parameter(operation, name).at("schema");
      assertThat(schema.node().isMissingNode()).as("undocumented " + name + ": " + told).isFalse();
      String decoded = URLDecoder.decode(value, StandardCharsets.UTF_8);
      assertThat(problems(schema, plain(decoded, schema))).as(told).isEmpty();
    }
  }

  private Part parameter(Part operation, String name) {
    Part parameters = operation.at("parameters");
    for (int i = 0; i < parameters.node().size(); i++) {
      Part item = follow(new Part(parameters.pointer() + "/" + i, parameters.node().get(i)));
      if (item.node().path("name").asText().equals(name)) {
        return item;
      }
    }
    return new Part("", MissingNode.getInstance());
  }

  /** Every code that a failure of a build may have. */
  Set<String> failureCodes() {
    return document
        .at("/components/schemas/Failure/properties/code/enum")
        .valueStream()
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }

  /** Fails unless {@code body} is what the description asks of a request for a build. */
  void checkRequest(String body) {
    Part schema = new Part("/components/schemas/BuildRequest", MissingNode.getInstance());
    assertThat(problems(schema, body)).as(body).isEmpty();
  }

  /** A text of a header or a query as JSON: numbers and booleans are written without quotes. */
  private String plain(String text, Part schema) {
    String type = follow(schema).node().path("type").asText();
    return Set.of("integer", "boolean").contains(type) ? text : new TextNode(text).toString();
  }

  private List<String> problems(Part schema, String json) {
    return known
        .computeIfAbsent(
            schema.pointer(), pointer -> schemas.getSchema(SchemaLocation.of(HERE + "#" + pointer)))
        .validate(json, InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }
}
