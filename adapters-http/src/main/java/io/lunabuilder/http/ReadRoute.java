package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/** A path that can be read: HEAD answers as GET does, without the body. */
final class ReadRoute {
  private ReadRoute() {}

  static void add(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    // Left to Javalin, HEAD would be 200 for whatever the path names, without asking.
    routes.head(path, handler);
  }
}
