package io.lunabuilder.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Origin;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.InMemoryBuildStore;
import io.lunabuilder.testkit.ManualClock;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Traces")
class TracesTest {
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private final ManualClock clock = new ManualClock(Builds.NOON.plusSeconds(7));
  private final InMemoryBuildStore kept = new InMemoryBuildStore(clock);
  private TraceReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = TraceReceiver.start();
  }

  @AfterEach
  void end() {
    receiver.close();
  }

  /** A process of the service. */
  private Telemetry process() {
    return Telemetry.start(receiver.environment());
  }

  private static @Nullable String submit(Telemetry telemetry, @Nullable String traceParent) {
    ObservedCall call = telemetry.begun(traceParent);
    call.answered("POST", "/1/builds", 201, OptionalInt.empty());
    return call.traceParent();
  }

  private BuildJob.Pending accept(Telemetry telemetry, @Nullable String traceParent) {
    BuildJob.Pending job = Builds.pending("hello:1", new Origin(null, null, traceParent));
    telemetry.over((BuildStore) kept).submit(job, null);
    return job;
  }

  private Claim claim(BuildStore store, String runner) {
    return store.claim(new RunnerName(runner), LEASE, clock.instant()).orElseThrow();
  }

  @Test
  @DisplayName("go on with that of a caller, and hold all that several processes do for a build")
  void oneTraceForABuild() {
    try (Telemetry one = process()) {
      accept(one, submit(one, CALLER));
    }
    try (Telemetry other = process()) {
      BuildStore store = other.over((BuildStore) kept);
      Claim claim = claim(store, "other");
      store.record(claim.job().handBack(clock.instant()), claim.token());
    }
    try (Telemetry third = process()) {
      BuildStore store = third.over((BuildStore) kept);
      Claim claim = claim(store, "third");
      BuildJob.InProgress building = claim.job().at(BuildStage.BUILDING, clock.instant());
      store.record(building, claim.token());
      BuildJob.InProgress verifying = building.at(BuildStage.VERIFYING, clock.instant());
      store.record(verifying, claim.token());
      store.record(verifying.finish(Builds.completed("hello:1"), clock.instant()), claim.token());
    }

    assertThat(receiver.spans()).extracting(TraceReceiver::trace).containsOnly(TRACE);
    assertThat(receiver.services()).containsExactly("luna-builder-test");
    Span call = receiver.span("POST /1/builds");
    assertThat(TraceReceiver.parent(call)).isEqualTo("00f067aa0ba902b7");
    assertThat(TraceReceiver.parent(receiver.span("queued"))).isEqualTo(TraceReceiver.id(call));
    assertThat(receiver.spans())
        .extracting(Span::getName)
        .containsExactlyInAnyOrder(
            "POST /1/builds",
            "queued",
            "staging",
            "attempt",
            "queued again",
            "building",
            "verifying",
            "attempt");
  }

  @Test
  @DisplayName("tell how long a build waited, and which attempt did what")
  void spans() {
    try (Telemetry process = process()) {
      accept(process, CALLER);
      BuildStore store = process.over((BuildStore) kept);
      Claim claim = claim(store, "here");
      store.record(claim.job().finish(Builds.failed(), clock.instant()), claim.token());
    }

    Span queued = receiver.span("queued");
    assertThat(Duration.ofNanos(queued.getEndTimeUnixNano() - queued.getStartTimeUnixNano()))
        .isEqualTo(Duration.ofSeconds(7));
    Span attempt = receiver.span("attempt");
    assertThat(TraceReceiver.parent(receiver.span("staging"))).isEqualTo(TraceReceiver.id(attempt));
    assertThat(attempt.getStatus().getMessage()).isEqualTo("build_step_failed");
    assertThat(attempt.getAttributesList().toString())
        .contains("luna.build.id", "luna.build.attempt", "luna.attempt.end");
  }

  @Test
  @DisplayName("of a build that was accepted without one have a name made of its id")
  void namedById() {
    BuildJob.Pending job;
    try (Telemetry off = Telemetry.start(Map.of())) {
      job = accept(off, submit(off, null));
    }
    try (Telemetry process = process()) {
      BuildStore store = process.over((BuildStore) kept);
      Claim claim = claim(store, "here");
      store.record(claim.job().released(), claim.token());
    }

    String id = job.id().toString().replace("-", "");
    assertThat(receiver.spans()).isNotEmpty().extracting(TraceReceiver::trace).containsOnly(id);
  }

  @Test
  @DisplayName("are passed on as they came where nobody makes any")
  void passedOn() {
    try (Telemetry off = Telemetry.start(Map.of())) {
      assertThat(submit(off, CALLER)).isEqualTo(CALLER);
    }
    assertThat(receiver.spans()).isEmpty();
  }

  @ParameterizedTest(name = "{0} = {1}: {2}")
  @CsvSource({
    "OTEL_EXPORTER_OTLP_ENDPOINT, http://c:4318, true",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, http://c:4318/v1/traces, true",
    "OTEL_TRACES_EXPORTER, otlp, true",
    "OTEL_TRACES_EXPORTER, none, false",
    "OTEL_SERVICE_NAME, builder, false",
    "OTEL_SDK_DISABLED, true, false",
  })
  @DisplayName("are made only where an exporter is named:")
  void wanted(String name, String value, boolean wanted) {
    assertThat(Tracing.isWanted(Map.of(name, value))).isEqualTo(wanted);
  }

  @Test
  @DisplayName(
      "that cannot be exported as asked for keep the service from starting, with the cause")
  void wrong() {
    assertThatThrownBy(() -> Telemetry.start(Map.of("OTEL_TRACES_EXPORTER", "pigeon")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OTEL_")
        .hasMessageContaining("pigeon");
  }
}
