package io.lunabuilder.http;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code /docs/spec}: the one description of the API, as YAML, as JSON and as a page. All that the
 * page needs comes from here, as files: none of it is written into the page.
 */
final class SpecRoutes {
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

  /** What was asked for once, by its name: none of it changes while the service runs. */
  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

  void register(RoutesConfig routes) {
    ReadRoute.add(routes, "/docs/spec", this::spec);
    ReadRoute.add(routes, "/docs/spec/{file}", this::file);
  }

  private void spec(Context call) {
    Query.refuseAny(call);
    Accept accept = Accept.of(call);
    if (accept.prefers(Accept.HTML, Accept.YAML) && accept.prefers(Accept.HTML, Accept.JSON)) {
      page(call);
    } else if (accept.prefers(Accept.JSON, Accept.YAML)) {
      call.contentType(Accept.JSON).result(contents.computeIfAbsent("openapi.json", _ -> json()));
    } else {
      Accept.require(call, Accept.YAML);
      call.contentType(Accept.YAML).result(resource("openapi.yaml"));
    }
  }

  /** The page names its files from where it is, and below another path it would find none. */
  private void page(Context call) {
    if (call.path().endsWith("/")) {
      call.status(HttpStatus.PERMANENT_REDIRECT).header("Location", "../spec");
    } else {
      call.contentType("text/html; charset=utf-8").result(resource("spec/page.html"));
    }
  }

  private byte[] resource(String name) {
    return contents.computeIfAbsent(name, Resource::bytes);
  }

  private byte[] json() {
    try {
      return Json.write(new YAMLMapper().readTree(Resource.bytes("openapi.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void file(Context call) {
    String name = call.pathParam("file");
    String type = TYPES.get(name);
    if (type == null) {
      throw new RefusedCallException(ApiError.NOT_FOUND, "the page has no file " + Shown.of(name));
    }
    boolean own = name.startsWith("page.");
    call.contentType(type).result(resource(own ? "spec/" + name : swaggerUi + name));
  }
}
