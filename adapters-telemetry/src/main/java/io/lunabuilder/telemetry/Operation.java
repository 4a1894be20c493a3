package io.lunabuilder.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * One thing that an adapter is asked to do: how often, how long it took, how often it went wrong.
 */
final class Operation {
  private static final Duration[] BUCKETS =
      LongStream.of(1, 5, 25, 100, 500, 2_500, 10_000, 60_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Timer durations;
  private final Counter errors;

  private Operation(Timer durations, Counter errors) {
    this.durations = durations;
    this.errors = errors;
  }

  static Operation of(MeterRegistry registry, String adapter, String name) {
    return new Operation(
        Timer.builder("luna_builder_adapter")
            .description("How long calls of a part took, whatever came of them.")
            .tags("adapter", adapter, "operation", name)
            .serviceLevelObjectives(BUCKETS)
            .register(registry),
        Counter.builder("luna_builder_adapter_errors")
            .description("Calls of a part that it could not do.")
            .tags("adapter", adapter, "operation", name)
            .register(registry));
  }

  /** What is timed. */
  interface Step<T, E extends Exception> {
    T run() throws E;
  }

  /** Does the step; one that breaks is counted as an error, and breaks all the same. */
  <T, E extends Exception> T time(Step<T, E> step) throws E {
    long began = System.nanoTime();
    try {
      return step.run();
    } catch (RuntimeException broken) {
      failed();
      throw broken;
    } finally {
      durations.record(Duration.ofNanos(System.nanoTime() - began));
    }
  }

  void time(Runnable step) {
    this.<Boolean, RuntimeException>time(() -> {
      step.run();
      return true;
    });
  }

  /** The call returned, and what it returned means that the part could not do it. */
  void failed() {
    errors.increment();
  }
}
