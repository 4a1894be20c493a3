package io.lunabuilder.telemetry;

import io.lunabuilder.application.Readiness;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildSlots;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.ImageRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that can be seen of a service from outside, while the service runs. */
public final class Telemetry implements AutoCloseable {
  private final PrometheusMeterRegistry registry;
  private final @Nullable Tracing tracing;
  private final CallMetrics calls;
  private final JvmMetrics jvm;
  private final BuildEvents events;
  private final BuildsInHand inHand;
  private final AtomicInteger places = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();

  private Telemetry(PrometheusMeterRegistry registry, @Nullable Tracing tracing) {
    this.tracing = tracing;
    this.registry = registry;
    this.calls = new CallMetrics(registry);
    this.jvm = new JvmMetrics(registry);
    BuildMetrics metrics = new BuildMetrics(registry);
    this.events =
        tracing == null
            ? metrics
            : new AllEvents(List.of(metrics, new BuildTraces(tracing.tracer())));
    this.inHand = new BuildsInHand(events);
    Gauge.builder("luna_builder_leases_held", inHand, BuildsInHand::count)
        .description("Builds that this process has.")
        .register(registry);
    Gauge.builder("luna_builder_slots", places, AtomicInteger::get)
        .description("How many builds can run at a time in this process.")
        .register(registry);
    Gauge.builder("luna_builder_slots_used", taken, AtomicInteger::get)
        .description("How many of these places are taken.")
        .register(registry);
  }

  /**
   * Counts from now on, and traces where OpenTelemetry's own variables ask for it.
   *
   * @throws IllegalArgumentException when these variables make no sense
   */
  public static Telemetry start(Map<String, String> environment) {
    return new Telemetry(
        registry(), Tracing.isWanted(environment) ? Tracing.begin(environment) : null);
  }

  static PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().namingConvention(new FamilyNames());
    return registry;
  }

  /** Prometheus' own way to name metrics, but for what the service's family named before. */
  private static final class FamilyNames extends PrometheusNamingConvention {
    @Override
    public String name(String name, Meter.Type type, @Nullable String unit) {
      return name.equals(CallMetrics.DURATIONS) ? name : super.name(name, type, unit);
    }
  }

  /**
   * A call of the API came.
   *
   * @param traceParent the header of that name as the caller sent it; null when there was none
   */
  public ObservedCall begun(@Nullable String traceParent) {
    if (tracing == null) {
      return new ObservedCall(calls, Span.getInvalid(), traceParent);
    }
    Span span =
        tracing
            .tracer()
            .spanBuilder("call")
            .setSpanKind(SpanKind.SERVER)
            .setParent(TraceParent.read(traceParent))
            .startSpan();
    return new ObservedCall(calls, span, TraceParent.write(span));
  }

  /** The same store, whose calls are timed, and that tells what becomes of builds. */
  public BuildStore over(BuildStore store) {
    Gauge.builder("luna_builder_queue_length", store, BuildStore::waiting)
        .description("Builds that no process has, in the whole store.")
        .register(registry);
    return new ObservedStore(store, events, inHand, registry);
  }

  /** The same log, whose calls are timed. */
  public BuildLog over(BuildLog log) {
    return new MeasuredLog(log, registry);
  }

  /** The same source, whose calls are timed. */
  public ArchiveSource over(ArchiveSource source) {
    return new MeasuredSource(source, registry);
  }

  /** The same builder, whose calls and attempts are timed. */
  public ImageBuilder over(ImageBuilder builder) {
    return new MeasuredBuilder(builder, registry);
  }

  /** The same registry, whose answers are timed. */
  public ImageRegistry over(ImageRegistry images) {
    return new MeasuredRegistry(images, registry);
  }

  /**
   * The same places, of which is known how many are taken.
   *
   * @param total how many there are
   */
  public BuildSlots over(BuildSlots slots, int total) {
    places.set(total);
    return new CountedSlots(slots, taken);
  }

  /**
   * Tells from now on which parts work, and how much room there is.
   *
   * @param data the folder in which everything durable is
   */
  public void watch(Supplier<Readiness> readiness, Path data) {
    for (Readiness.Part part : readiness.get().parts()) {
      Gauge.builder("luna_builder_part_ready", () -> isReady(readiness.get(), part.name()))
          .description("1 when a part works, 0 when it does not.")
          .tags("part", part.name())
          .register(registry);
    }
    Gauge.builder("luna_builder_data_free_bytes", () -> data.toFile().getUsableSpace())
        .description("Room that is left in the data folder.")
        .register(registry);
    Gauge.builder("luna_builder_data_size_bytes", () -> data.toFile().getTotalSpace())
        .description("Room of the data folder's disk, taken or not.")
        .register(registry);
  }

  private static int isReady(Readiness readiness, String name) {
    return readiness.parts().stream().anyMatch(part -> part.name().equals(name) && part.isReady())
        ? 1
        : 0;
  }

  /** All metrics as they are now, in the text format of Prometheus, version 0.0.4. */
  public String metrics() {
    jvm.begin();
    return registry.scrape();
  }

  @Override
  public void close() {
    if (tracing != null) {
      tracing.close();
    }
    jvm.close();
    registry.close();
  }
}
