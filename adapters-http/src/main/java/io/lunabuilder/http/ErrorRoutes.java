package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** {@code /docs/errors}: what the links in errors lead to. */
final class ErrorRoutes {
  private final ErrorCatalogue errors = ErrorCatalogue.load();

  void register(RoutesConfig routes) {
    ReadRoute.add(routes, "/docs/errors", call -> send(call, errors.all()));
    ReadRoute.add(routes, "/docs/errors/{code}", this::one);
  }

  private void one(Context call) {
    String code = call.pathParam("code");
    send(
        call,
        errors
            .page(code)
            .orElseThrow(() ->
                new RefusedCallException(
                    ApiError.NOT_FOUND, "there is no error " + Shown.of(code))));
  }

  /** As plain text, which every browser shows; few show Markdown. */
  private static void send(Context call, String text) {
    call.contentType("text/plain; charset=utf-8").result(text);
  }
}
