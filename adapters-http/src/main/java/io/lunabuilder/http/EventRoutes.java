package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lunabuilder.application.BuildView;
import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code /1/builds/events} and {@code /1/builds/{id}/events}: changes of builds as they happen. */
final class EventRoutes {
  private static final int BACKLOG = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration LONGEST_TRUST = Duration.ofSeconds(3);

  private final UseCases useCases;
  private final EventStreams streams;

  EventRoutes(UseCases useCases, EventStreams streams) {
    this.useCases = useCases;
    this.streams = streams;
  }

  void register(RoutesConfig routes) {
    ReadRoute.add(routes, "/1/builds/events", this::followAll);
    ReadRoute.add(routes, "/1/builds/{id}/events", this::followOne);
  }

  /** What one follower has yet to be sent; one that falls too far behind is cut off. */
  private static final class Backlog {
    private final BlockingQueue<BuildJob> jobs = new ArrayBlockingQueue<>(BACKLOG);
    private final AtomicBoolean overflown = new AtomicBoolean();

    void add(BuildJob job) {
      if (!jobs.offer(job)) {
        overflown.set(true);
      }
    }
  }

  private void followAll(Context call) {
    Accept.require(call, Accept.EVENTS);
    Query.refuseAny(call);
    Backlog backlog = new Backlog();
    try (Subscription _ = useCases.find().watch(backlog::add)) {
      streams.serve(call, events -> sendAll(backlog, events));
    }
  }

  private void followOne(Context call) {
    Accept.require(call, Accept.EVENTS);
    Query.refuseAny(call);
    BuildId id = Call.buildId(call);
    Backlog backlog = new Backlog();
    try (Subscription _ = useCases.find().watch(id, backlog::add)) {
      BuildJob now =
          useCases.find().find(id).map(BuildView::job).orElseThrow(() -> Call.noBuild(id));
      streams.serve(
          call,
          events -> {
            send(events, now);
            if (!isOver(now)) {
              sendUntilOver(now, backlog, events);
            }
          });
    }
  }

  private static boolean isOver(BuildJob job) {
    return job instanceof BuildJob.Finished;
  }

  private static void sendAll(Backlog backlog, EventStream events)
      throws IOException, InterruptedException {
    while (!backlog.overflown.get()) {
      BuildJob job = backlog.jobs.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (job == null) {
        events.beatWhenSilent();
      } else {
        send(events, job);
      }
    }
  }

  /** Changes are missed while the store is away: after a silence the build itself is looked at. */
  private void sendUntilOver(BuildJob first, Backlog backlog, EventStream events)
      throws IOException, InterruptedException {
    BuildJob sent = first;
    while (!isOver(sent) && !backlog.overflown.get()) {
      BuildJob job = backlog.jobs.poll(LONGEST_TRUST.toMillis(), TimeUnit.MILLISECONDS);
      if (job == null) {
        events.beatWhenSilent();
        job = asItIs(sent);
      }
      if (!job.equals(sent)) {
        send(events, job);
        sent = job;
      }
    }
  }

  /** The same while the store is away, and when the build was forgotten meanwhile. */
  private BuildJob asItIs(BuildJob known) {
    try {
      return useCases.find().find(known.id()).map(BuildView::job).orElse(known);
    } catch (StoreUnavailableException e) {
      return known;
    }
  }

  private static void send(EventStream events, BuildJob job) throws IOException {
    byte[] document = Json.write(BuildDocuments.INSTANCE.of(job));
    events.send("build", null, new String(document, StandardCharsets.UTF_8));
  }
}
