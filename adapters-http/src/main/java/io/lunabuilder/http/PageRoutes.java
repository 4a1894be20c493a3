package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code /}: the page for people. It is files that a browser reads as they are, and calls the API.
 */
final class PageRoutes {
  private static final String FOLDER = "page/";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String PICTURE = "image/svg+xml";

  private static final List<String> STYLES =
      List.of("base.css", "build.css", "form.css", "list.css", "log.css");
  private static final List<String> SCRIPTS =
      List.of(
          "ansi.js",
          "api.js",
          "app.js",
          "build.js",
          "chooser.js",
          "dom.js",
          "events.js",
          "fields.js",
          "ignore.js",
          "lines.js",
          "list.js",
          "log.js",
          "outcome.js",
          "source.js",
          "submit.js",
          "tar.js",
          "timeline.js",
          "token.js",
          "upload.js",
          "words.js");

  private final PageFile index = PageFile.load("index.html", HTML);
  private final Map<String, PageFile> files =
      Stream.of(
              STYLES.stream().map(name -> PageFile.load(name, STYLE)),
              SCRIPTS.stream().map(name -> PageFile.load(name, SCRIPT)),
              Stream.of(PageFile.load("icon.svg", PICTURE)))
          .flatMap(Function.identity())
          .collect(Collectors.toUnmodifiableMap(PageFile::name, Function.identity()));

  /** A file of the page with the tag of its content. */
  private record PageFile(String name, String type, EntityTag tag) {
    static PageFile load(String name, String type) {
      return new PageFile(name, type, EntityTag.of(Resource.bytes(FOLDER + name)));
    }

    byte[] content() {
      return Resource.bytes(FOLDER + name);
    }
  }

  void register(RoutesConfig routes) {
    ReadRoute.add(routes, "/", this::page);
    ReadRoute.add(routes, "/page/{file}", this::file);
  }

  private void page(Context call) {
    Query.refuseAny(call);
    Accept.require(call, Accept.HTML);
    send(call, index);
  }

  private void file(Context call) {
    String name = call.pathParam("file");
    PageFile file = files.get(name);
    if (file == null) {
      throw new RefusedCallException(ApiError.NOT_FOUND, "the page has no file " + Shown.of(name));
    }
    send(call, file);
  }

  private static void send(Context call, PageFile file) {
    call.header("ETag", file.tag().value());
    String known = call.header("If-None-Match");
    if (known != null && file.tag().isIn(known)) {
      call.status(304);
    } else {
      call.contentType(file.type()).result(file.content());
    }
  }
}
