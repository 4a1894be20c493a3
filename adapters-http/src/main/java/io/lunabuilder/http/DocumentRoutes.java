package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code /docs}: what the links in errors lead to. */
final class DocumentRoutes {
  private final byte[] errors = resource("errors.md");

  /** As plain text, which every browser shows; few show Markdown. */
  void register(RoutesConfig routes) {
    routes.get(
        "/docs/errors", call -> call.contentType("text/plain; charset=utf-8").result(errors));
  }

  private static byte[] resource(String name) {
    try (InputStream document = DocumentRoutes.class.getResourceAsStream(name)) {
      if (document == null) {
        throw new IllegalStateException("the document " + name + " is missing");
      }
      return document.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
