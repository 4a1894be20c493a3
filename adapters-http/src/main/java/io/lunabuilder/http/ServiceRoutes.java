package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** What the service says of itself: version, health, readiness. */
final class ServiceRoutes {
  private final HttpSettings settings;

  ServiceRoutes(HttpSettings settings) {
    this.settings = settings;
  }

  void register(RoutesConfig routes) {
    ReadRoute.add(routes, "/version", this::version);
    ReadRoute.add(
        routes, "/healthcheck", call -> Answers.json(call, 200, Map.of("status", "alive")));
    ReadRoute.add(routes, "/readiness", this::readiness);
  }

  private void version(Context call) {
    Version version = settings.version();
    Answers.json(
        call,
        200,
        Map.of(
            "Version",
            Map.of(
                "api", 1,
                "major", version.major(),
                "minor", version.minor(),
                "patch", version.patch())));
  }

  private void readiness(Context call) {
    List<String> problems = settings.readiness().get();
    Answers.json(
        call,
        problems.isEmpty() ? 200 : 503,
        Map.of("status", problems.isEmpty() ? "ready" : "not_ready", "problems", problems));
  }
}
