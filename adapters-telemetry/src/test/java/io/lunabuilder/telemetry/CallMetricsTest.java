package io.lunabuilder.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The metrics of calls")
class CallMetricsTest {
  private final Telemetry telemetry = Telemetry.start(Map.of());

  @AfterEach
  void end() {
    telemetry.close();
  }

  @Test
  @DisplayName("have the names and labels of the service's family")
  void names() {
    telemetry.begun(null).answered("GET", "/version", 200, OptionalInt.empty());
    telemetry.begun(null).answered("GET", "/version", 200, OptionalInt.empty());
    telemetry.begun(null).answered("POST", "/1/builds", 400, OptionalInt.of(12024));

    assertThat(telemetry.metrics())
        .contains("request_count_total{path=\"GET:/version\",status_code=\"200\"} 2.0")
        .contains("request_count_total{path=\"POST:/1/builds\",status_code=\"400\"} 1.0")
        .contains("errors_count_total{error_code=\"12024\",path=\"POST:/1/builds\"} 1.0")
        .doesNotContain("errors_count_total{error_code=\"12024\",path=\"GET:/version\"");
  }

  @Test
  @DisplayName("tell how long calls took, in seconds")
  void durations() {
    PrometheusMeterRegistry registry = Telemetry.registry();
    CallMetrics metrics = new CallMetrics(registry);
    metrics.answered("POST:/1/builds", 201, Duration.ofMillis(3));

    String labels = "{path=\"POST:/1/builds\",status_code=\"201\"";
    assertThat(registry.scrape())
        .contains("requests_bucket" + labels + ",le=\"0.0025\"} 0")
        .contains("requests_bucket" + labels + ",le=\"0.005\"} 1")
        .contains("requests_sum" + labels + "} 0.003");
  }

  @Test
  @DisplayName("stand beside those of the JVM")
  void jvm() {
    assertThat(telemetry.metrics())
        .contains("jvm_memory_used_bytes{", "jvm_threads_live_threads", "process_uptime_seconds");
  }
}
