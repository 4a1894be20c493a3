package io.lunabuilder.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** Counts the calls of the API, under the names that the service's family uses. */
final class CallMetrics {
  /** The family's name for how long calls take: without a unit, which is seconds. */
  static final String DURATIONS = "requests";

  private static final Duration[] BUCKETS =
      LongStream.of(
              100,
              250,
              500,
              1_000,
              2_500,
              5_000,
              10_000,
              25_000,
              50_000,
              75_000,
              100_000,
              250_000,
              500_000,
              750_000,
              1_000_000,
              2_500_000,
              5_000_000,
              7_500_000,
              10_000_000)
          .mapToObj(micros -> Duration.of(micros, ChronoUnit.MICROS))
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Map<Kind, Meters> answers = new ConcurrentHashMap<>();
  private final Map<Kind, Counter> errors = new ConcurrentHashMap<>();

  CallMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Calls that are counted together: by their path, and by the status or the error's number. */
  private record Kind(String path, int code) {}

  private record Meters(Counter count, Timer durations) {}

  void answered(String path, int status, Duration took) {
    Meters meters = answers.computeIfAbsent(new Kind(path, status), this::ofAnswers);
    meters.count().increment();
    meters.durations().record(took);
  }

  void refused(String path, int errorCode) {
    errors.computeIfAbsent(new Kind(path, errorCode), this::ofErrors).increment();
  }

  private Meters ofAnswers(Kind kind) {
    String status = Integer.toString(kind.code());
    return new Meters(
        Counter.builder("request_count")
            .description("Calls that were answered, by status and by method and route.")
            .tags("status_code", status, "path", kind.path())
            .register(registry),
        Timer.builder(DURATIONS)
            .description("Seconds that calls took; a stream of events takes as long as it is open.")
            .tags("status_code", status, "path", kind.path())
            .serviceLevelObjectives(BUCKETS)
            .register(registry));
  }

  private Counter ofErrors(Kind kind) {
    return Counter.builder("errors_count")
        .description("Calls that were answered with an error, by its number.")
        .tags("error_code", Integer.toString(kind.code()), "path", kind.path())
        .register(registry);
  }
}
