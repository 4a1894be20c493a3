package io.lunabuilder.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.InMemoryBuildStore;
import io.lunabuilder.testkit.ManualClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The metrics of builds")
class BuildMetricsTest {
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final RunnerName HERE = new RunnerName("here");

  private final ManualClock clock = new ManualClock(Builds.NOON.plusSeconds(7));
  private final InMemoryBuildStore kept = new InMemoryBuildStore(clock);
  private final Telemetry telemetry = Telemetry.start(Map.of());
  private final BuildStore store = telemetry.over(kept);

  @AfterEach
  void end() {
    telemetry.close();
  }

  private void submit() {
    store.submit(Builds.pending("hello:1"), null);
  }

  private Claim claim() {
    return store.claim(HERE, LEASE, clock.instant()).orElseThrow();
  }

  private void finish(Claim claim, BuildOutcome outcome) {
    store.record(claim.job().finish(outcome, clock.instant()), claim.token());
  }

  private double value(String series) {
    return telemetry
        .metrics()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .map(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + series));
  }

  private static String ended(String outcome, String code, String fault) {
    return "luna_builder_builds_total{failure_code=\"%s\",fault=\"%s\",outcome=\"%s\"}"
        .formatted(code, fault, outcome);
  }

  private static String stage(String part, String stage) {
    return "luna_builder_stage_seconds_%s{stage=\"%s\"}".formatted(part, stage);
  }

  private double left(String how) {
    return value("luna_builder_attempts_left_total{how=\"" + how + "\"}");
  }

  @Test
  @DisplayName("count builds by outcome and failure code, from 0 on")
  void outcomes() {
    submit();
    submit();
    submit();
    finish(claim(), Builds.completed("hello:1"));
    finish(claim(), Builds.failed());
    BuildJob third = store.list(BuildFilter.ALL, 1, null).builds().getFirst();
    store.requestCancel(third.id(), clock.instant());

    assertThat(value("luna_builder_builds_accepted_total")).isEqualTo(3);
    assertThat(value(ended("completed", "none", "none"))).isEqualTo(1);
    assertThat(value(ended("error", "build_step_failed", "user"))).isEqualTo(1);
    assertThat(value(ended("cancelled", "none", "none"))).isEqualTo(1);
    assertThat(value(ended("error", "registry_unreachable", "platform"))).isZero();
  }

  @Test
  @DisplayName("count those that waited too long")
  void overdue() {
    submit();

    store.failOverdue(
        clock.instant(), Builds.failure(FailureCode.QUEUE_TIMEOUT), clock.instant(), 10);

    assertThat(value(ended("error", "queue_timeout", "platform"))).isEqualTo(1);
  }

  @Test
  @DisplayName("tell what waits and what this process has")
  void gauges() {
    submit();
    submit();
    Claim claim = claim();

    assertThat(value("luna_builder_queue_length")).isEqualTo(1);
    assertThat(value("luna_builder_leases_held")).isEqualTo(1);

    finish(claim, Builds.completed("hello:1"));
    assertThat(value("luna_builder_leases_held")).isZero();
  }

  @Test
  @DisplayName("time the wait for the first attempt, each stage, and the whole")
  void durations() {
    submit();
    Claim claim = claim();
    BuildJob.InProgress building = claim.job().at(BuildStage.BUILDING, clock.instant());
    store.record(building, claim.token());
    clock.advance(Duration.ofSeconds(30));
    store.record(building.finish(Builds.completed("hello:1"), clock.instant()), claim.token());

    assertThat(value(stage("sum", "queued"))).isEqualTo(7);
    assertThat(value(stage("count", "staging"))).isEqualTo(1);
    assertThat(value(stage("count", "building"))).isEqualTo(1);
    assertThat(value(stage("count", "pushing"))).isZero();
    assertThat(value("luna_builder_build_seconds_sum{outcome=\"completed\"}")).isEqualTo(30);
  }

  @Test
  @DisplayName("tell why an attempt ended without the end of its build")
  void leavings() {
    submit();
    Claim first = claim();
    store.record(first.job().handBack(clock.instant()), first.token());
    Claim second = claim();
    store.record(second.job().released(), second.token());
    Claim third = claim();
    kept.claim(new RunnerName("elsewhere"), LEASE, clock.instant());
    store.record(third.job().released(), third.token() - 1);

    assertThat(left("handed_back")).isEqualTo(1);
    assertThat(left("released")).isEqualTo(1);
    assertThat(left("lost")).isZero();
    assertThat(value(stage("count", "queued"))).isEqualTo(1);
  }

  @Test
  @DisplayName("count a lease that another process has once")
  void lost() {
    submit();
    Claim claim = store.claim(HERE, Duration.ZERO, clock.instant()).orElseThrow();
    kept.claim(new RunnerName("elsewhere"), LEASE, clock.instant());

    store.renew(claim.job().id(), claim.token(), LEASE);
    finish(claim, Builds.completed("hello:1"));

    assertThat(left("lost")).isEqualTo(1);
    assertThat(value("luna_builder_leases_held")).isZero();
    assertThat(value(ended("completed", "none", "none"))).isZero();
  }

  @Test
  @DisplayName("count an end, and no loss, when the lease is asked for while the end is written")
  void renewedMeanwhile() {
    AtomicReference<Runnable> whileItIsWritten = new AtomicReference<>(() -> {});
    BuildStore slow = telemetry.over(slow(() -> whileItIsWritten.get().run()));
    submit();
    Claim claim = slow.claim(HERE, LEASE, clock.instant()).orElseThrow();
    whileItIsWritten.set(() -> slow.renew(claim.job().id(), claim.token(), LEASE));

    slow.record(claim.job().finish(Builds.completed("hello:1"), clock.instant()), claim.token());

    assertThat(value(ended("completed", "none", "none"))).isEqualTo(1);
    assertThat(left("lost")).isZero();
  }

  /** What is recorded is there, and then it takes a while until that is answered. */
  private BuildStore slow(Runnable meanwhile) {
    return (BuildStore)
        Proxy.newProxyInstance(
            BuildStore.class.getClassLoader(),
            new Class<?>[] {BuildStore.class},
            (_, method, arguments) -> {
              Object answer = method.invoke(kept, arguments);
              if (method.getName().equals("record")) {
                meanwhile.run();
              }
              return answer;
            });
  }

  @Test
  @DisplayName("count an end once whose first record was done and not answered")
  void unanswered() {
    submit();
    Claim claim = claim();
    kept.loseNextAnswer();

    assertThatThrownBy(() -> finish(claim, Builds.completed("hello:1")))
        .isInstanceOf(StoreUnavailableException.class);
    finish(claim, Builds.completed("hello:1"));

    assertThat(value(ended("completed", "none", "none"))).isEqualTo(1);
    assertThat(left("lost")).isZero();
  }

  @Test
  @DisplayName("count and time the calls of the store, and those that it could not do")
  void calls() {
    submit();
    kept.failNext(1);
    assertThatThrownBy(this::claim).isInstanceOf(StoreUnavailableException.class);

    String claims = "{adapter=\"store\",operation=\"claim\"}";
    assertThat(value("luna_builder_adapter_seconds_count" + claims)).isEqualTo(1);
    assertThat(value("luna_builder_adapter_errors_total" + claims)).isEqualTo(1);
    assertThat(value("luna_builder_adapter_errors_total{adapter=\"store\",operation=\"submit\"}"))
        .isZero();
  }
}
