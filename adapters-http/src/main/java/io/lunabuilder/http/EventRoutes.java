package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lunabuilder.application.BuildView;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code /1/builds/events} and {@code /1/builds/{id}/events}: changes of builds as they happen. */
final class EventRoutes {
  private static final int BACKLOG = 1_000;
  private static final int HEARTBEAT_SECONDS = 15;

  private final UseCases useCases;

  EventRoutes(UseCases useCases) {
    this.useCases = useCases;
  }

  void register(RoutesConfig routes) {
    routes.get("/1/builds/events", this::followAll);
    routes.get("/1/builds/{id}/events", this::followOne);
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

  private void followAll(Context call) throws IOException, InterruptedException {
    Backlog backlog = new Backlog();
    try (Subscription _ = useCases.find().watch(backlog::add)) {
      EventStream events = EventStream.to(call);
      while (!backlog.overflown.get()) {
        BuildJob job = backlog.jobs.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        if (job == null) {
          events.heartbeat();
        } else {
          send(events, job);
        }
      }
    }
  }

  private void followOne(Context call) throws IOException, InterruptedException {
    BuildId id = Call.buildId(call);
    Backlog backlog = new Backlog();
    try (Subscription _ = useCases.find().watch(job -> addIf(job.id().equals(id), job, backlog))) {
      BuildView now = useCases.find().find(id).orElseThrow(() -> Call.noBuild(id));
      EventStream events = EventStream.to(call);
      BuildJob job = now.job();
      send(events, job);
      while (!(job instanceof BuildJob.Finished) && !backlog.overflown.get()) {
        BuildJob next = backlog.jobs.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
          events.heartbeat();
        } else {
          job = next;
          send(events, job);
        }
      }
    }
  }

  private static void addIf(boolean wanted, BuildJob job, Backlog backlog) {
    if (wanted) {
      backlog.add(job);
    }
  }

  private static void send(EventStream events, BuildJob job) throws IOException {
    byte[] document = Json.write(BuildDocuments.INSTANCE.of(job));
    events.send("build", null, new String(document, StandardCharsets.UTF_8));
  }
}
