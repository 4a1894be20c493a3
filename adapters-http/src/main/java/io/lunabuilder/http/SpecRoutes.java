package io.lunabuilder.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/**
 * {@code /docs/spec}: the one description of the API, as YAML, as JSON and as a page. All that the
 * page needs comes from here, as files: none of it is written into the page.
 */
final class SpecRoutes {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  /** The page's own files, and those of Swagger UI that it uses. */
  private static final Map<String, String> TYPES =
      Map.of(
          "page.css", "text/css; charset=utf-8",
          "page.js", "text/javascript; charset=utf-8",
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
          "favicon-32x32.png", "image/png");

  private final String swaggerUi = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";

  private static String version() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text(WEBJAR)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static String text(String resource) {
    return new String(Resource.bytes(resource), StandardCharsets.UTF_8);
  }

  void register(RoutesConfig routes) {
    ReadRoute.add(routes, "/docs/spec", this::spec);
    ReadRoute.add(routes, "/docs/spec/{file}", this::file);
  }

  private void spec(Context call) throws IOException {
    Query.refuseAny(call);
    Accept accept = Accept.of(call);
    if (accept.prefers(Accept.HTML, Accept.YAML) && accept.prefers(Accept.HTML, Accept.JSON)) {
      call.contentType("text/html; charset=utf-8").result(Resource.bytes("spec/page.html"));
    } else if (accept.prefers(Accept.JSON, Accept.YAML)) {
      JsonNode document = YAML.readTree(Resource.bytes("openapi.yaml"));
      Answers.json(call, 200, document);
    } else {
      Accept.require(call, Accept.YAML);
      call.contentType(Accept.YAML).result(Resource.bytes("openapi.yaml"));
    }
  }

  private void file(Context call) {
    String name = call.pathParam("file");
    String type = TYPES.get(name);
    if (type == null) {
      throw new RefusedCallException(ApiError.NOT_FOUND, "the page has no file " + Shown.of(name));
    }
    boolean own = name.startsWith("page.");
    call.contentType(type).result(Resource.bytes(own ? "spec/" + name : swaggerUi + name));
  }
}
