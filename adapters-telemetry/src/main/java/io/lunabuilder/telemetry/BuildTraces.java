package io.lunabuilder.telemetry;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes spans of what this process does for builds: the wait for the first attempt, each attempt,
 * and in it each stage. Whatever processes take part, they are children of the call that submitted
 * the build.
 */
final class BuildTraces implements BuildEvents {
  private static final AttributeKey<String> BUILD = AttributeKey.stringKey("luna.build.id");
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("luna.build.attempt");
  private static final AttributeKey<String> END = AttributeKey.stringKey("luna.attempt.end");
  private static final AttributeKey<String> FAILURE = AttributeKey.stringKey("error.type");

  private final Tracer tracer;
  private final Map<BuildId, Attempt> attempts = new ConcurrentHashMap<>();

  BuildTraces(Tracer tracer) {
    this.tracer = tracer;
  }

  /** The spans of an attempt, while it lasts. */
  private record Attempt(int number, BuildStage stage, Span whole, Span part) {
    void end() {
      part.end();
      whole.end();
    }
  }

  @Override
  public void accepted(BuildJob.Pending job) {
    // The span of the call tells it.
  }

  @Override
  public void claimed(BuildStore.Claim claim) {
    BuildJob.InProgress job = claim.job();
    if (job.attempt() == 1 && !claim.takenOver()) {
      Instant accepted = job.order().createTime();
      Instant begun = job.startTime();
      span(job, "queued", TraceParent.of(job.order()))
          .setStartTimestamp(accepted)
          .startSpan()
          .end(begun.isBefore(accepted) ? accepted : begun);
    }
    attempts.put(job.id(), begin(job));
  }

  @Override
  public void reached(BuildJob.InProgress job) {
    attempts.computeIfPresent(job.id(), (id, attempt) -> next(job, attempt));
  }

  private Attempt next(BuildJob.InProgress job, Attempt attempt) {
    if (job.attempt() != attempt.number()) {
      attempt.whole().setAttribute(END, "interrupted");
      attempt.end();
      return begin(job);
    }
    if (job.stage() == attempt.stage()) {
      return attempt;
    }
    attempt.part().end();
    return new Attempt(attempt.number(), job.stage(), attempt.whole(), part(job, attempt.whole()));
  }

  @Override
  public void left(BuildJob.InProgress job, Leaving how) {
    Attempt attempt = attempts.remove(job.id());
    if (attempt != null) {
      attempt.whole().setAttribute(END, how.name().toLowerCase(Locale.ROOT));
      attempt.end();
    }
  }

  @Override
  public void finished(BuildJob.Finished job) {
    Attempt attempt = attempts.remove(job.id());
    if (attempt != null) {
      attempt.whole().setAttribute(END, job.status().label());
      if (job.outcome() instanceof BuildOutcome.Failed(Failure failure)) {
        String code = failure.code().label();
        attempt.part().setStatus(StatusCode.ERROR, code).setAttribute(FAILURE, code);
        attempt.whole().setStatus(StatusCode.ERROR, code).setAttribute(FAILURE, code);
      }
      attempt.end();
    }
  }

  private Attempt begin(BuildJob.InProgress job) {
    Span whole = span(job, "attempt", TraceParent.of(job.order())).startSpan();
    return new Attempt(job.attempt(), job.stage(), whole, part(job, whole));
  }

  /** A build that was handed back is said to be queued until its attempt does something. */
  private Span part(BuildJob.InProgress job, Span whole) {
    String name = job.stage() == BuildStage.QUEUED ? "queued again" : job.stage().label();
    return span(job, name, Context.root().with(whole)).startSpan();
  }

  private SpanBuilder span(BuildJob.InProgress job, String name, Context parent) {
    return tracer
        .spanBuilder(name)
        .setParent(parent)
        .setAttribute(BUILD, job.id().toString())
        .setAttribute(ATTEMPT, (long) job.attempt());
  }
}
