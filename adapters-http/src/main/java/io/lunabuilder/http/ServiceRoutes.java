package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lunabuilder.application.Readiness;
import java.util.Map;

/** What the service says of itself: version, health, readiness, metrics. */
final class ServiceRoutes {
  /** The text format of Prometheus. */
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpSettings settings;

  ServiceRoutes(HttpSettings settings) {
    this.settings = settings;
  }

  void register(RoutesConfig routes) {
    ReadRoute.add(routes, "/version", this::version);
    ReadRoute.add(
        routes, "/healthcheck", call -> Answers.json(call, 200, Map.of("status", "alive")));
    ReadRoute.add(routes, "/readiness", this::readiness);
    ReadRoute.add(routes, "/metrics", this::metrics);
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
    Readiness readiness = settings.readiness().get();
    Answers.json(call, readiness.isReady() ? 200 : 503, ReadinessDocument.of(readiness));
  }

  private void metrics(Context call) {
    Accept.require(call, Accept.TEXT);
    call.contentType(METRICS).result(settings.metrics().get());
  }
}
