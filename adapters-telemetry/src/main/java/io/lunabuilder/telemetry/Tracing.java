package io.lunabuilder.telemetry;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Traces, where OpenTelemetry's own variables name an exporter of them; else nothing of it is even
 * loaded.
 */
final class Tracing implements AutoCloseable {
  private static final String NAME = "io.lunabuilder";
  private static final Set<String> ENDPOINTS =
      Set.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

  private final OpenTelemetrySdk sdk;

  private Tracing(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /** Shall there be traces by this environment? */
  static boolean isWanted(Map<String, String> environment) {
    if (environment.getOrDefault("OTEL_SDK_DISABLED", "").equalsIgnoreCase("true")) {
      return false;
    }
    String exporter = environment.getOrDefault("OTEL_TRACES_EXPORTER", "");
    return exporter.isEmpty()
        ? ENDPOINTS.stream().anyMatch(name -> !environment.getOrDefault(name, "").isEmpty())
        : !exporter.equals("none");
  }

  /**
   * Begins, as {@code environment} describes it.
   *
   * @throws IllegalArgumentException when a variable makes no sense
   */
  static Tracing begin(Map<String, String> environment) {
    try {
      return new Tracing(
          AutoConfiguredOpenTelemetrySdk.builder()
              .addPropertiesSupplier(() -> properties(environment))
              .disableShutdownHook()
              .build()
              .getOpenTelemetrySdk());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "OpenTelemetry's variables (OTEL_...) cannot be used: " + e.getMessage(), e);
    }
  }

  /** Metrics are served by the service itself, and its log is on its error stream. */
  private static Map<String, String> properties(Map<String, String> environment) {
    Map<String, String> properties = new HashMap<>();
    properties.put("otel.service.name", "luna-builder");
    properties.put("otel.metrics.exporter", "none");
    properties.put("otel.logs.exporter", "none");
    environment.forEach((name, value) -> {
      if (name.startsWith("OTEL_") && !value.isEmpty()) {
        properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
      }
    });
    return properties;
  }

  Tracer tracer() {
    return sdk.getTracer(NAME);
  }

  /** Sends what is left. */
  @Override
  public void close() {
    sdk.close();
  }
}
