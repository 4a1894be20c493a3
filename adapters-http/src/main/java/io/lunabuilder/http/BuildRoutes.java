package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lunabuilder.application.BuildView;
import io.lunabuilder.application.CreateImageBuild.Creation;
import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildPage;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.domain.AccountId;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildRequest;
import io.lunabuilder.domain.BuildStatus;
import io.lunabuilder.domain.Checked;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.domain.Origin;
import io.lunabuilder.domain.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /1/builds}: submit, look, cancel and forget. */
final class BuildRoutes {
  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 500;
  private static final String RETRY_SECONDS = "30";

  private final UseCases useCases;

  BuildRoutes(UseCases useCases) {
    this.useCases = useCases;
  }

  void register(RoutesConfig routes) {
    routes.post("/1/builds", this::create);
    ReadRoute.add(routes, "/1/builds", this::list);
    ReadRoute.add(routes, "/1/builds/{id}", this::find);
    routes.delete("/1/builds/{id}", this::forget);
    routes.post("/1/builds/{id}/cancel", this::cancel);
  }

  private void create(Context call) {
    Accept.require(call, Accept.JSON);
    Query query = Query.of(call, "dry_run");
    boolean dryRun = query.flag("dry_run");
    BuildRequestReader.Reading reading = BuildRequestReader.read(Call.jsonBody(call));
    List<Violation> unreadable = new ArrayList<>(query.problems());
    unreadable.addAll(reading.problems());
    IdempotencyKey key = idempotencyKey(call, unreadable);
    Origin origin = origin(call, unreadable);
    if (!unreadable.isEmpty()) {
      throw RefusedCallException.badInput(withBrokenRules(unreadable, reading.request()));
    }
    if (dryRun) {
      check(call, reading.request());
      return;
    }
    switch (useCases.create().create(reading.request(), key, origin)) {
      case Creation.Rejected(List<Violation> violations) ->
          throw RefusedCallException.badInput(violations);
      case Creation.Full(int most) -> {
        call.header("Retry-After", RETRY_SECONDS);
        throw new RefusedCallException(
            ApiError.TOO_MANY_WAITING,
            "%d builds wait already, and no more may; try again later".formatted(most));
      }
      case Creation.Accepted(BuildJob job, boolean known) -> {
        call.header("Location", "/1/builds/" + job.id());
        Answers.json(call, known ? 200 : 201, Map.of("build_id", job.id().toString()));
      }
    }
  }

  private void check(Context call, BuildRequest request) {
    List<Violation> violations = useCases.create().check(request);
    if (!violations.isEmpty()) {
      throw RefusedCallException.badInput(violations);
    }
    Answers.json(call, 200, Map.of("valid", true));
  }

  /**
   * Fields of a wrong type and broken rules in one answer; a field that could not be read is told
   * once.
   */
  private List<Violation> withBrokenRules(List<Violation> unreadable, BuildRequest request) {
    List<Violation> all = new ArrayList<>(unreadable);
    Set<String> told = all.stream().map(Violation::field).collect(Collectors.toSet());
    useCases.create().check(request).stream()
        .filter(violation -> !told.contains(violation.field()))
        .filter(violation ->
            !told.contains("parameters") || !violation.field().startsWith("parameters."))
        .forEach(all::add);
    return all;
  }

  /** Null when the call has none, or one that is added to {@code problems}. */
  private static @Nullable IdempotencyKey idempotencyKey(Context call, List<Violation> problems) {
    String text = call.header("Idempotency-Key");
    if (text == null) {
      return null;
    }
    return switch (IdempotencyKey.parse("Idempotency-Key", text)) {
      case Checked.Valid<IdempotencyKey>(IdempotencyKey key) -> key;
      case Checked.Invalid<IdempotencyKey>(List<Violation> violations) -> {
        problems.addAll(violations);
        yield null;
      }
    };
  }

  /** Without an account where the call has none, or one that is added to {@code problems}. */
  private static Origin origin(Context call, List<Violation> problems) {
    String trace = CallWatch.traceParent(call);
    return new Origin(
        RequestIds.of(call),
        account("Luna-Account-Id", call.header("Luna-Account-Id"), problems),
        trace == null || !Origin.isTraceParent(trace) ? null : trace);
  }

  private static @Nullable AccountId account(
      String field, @Nullable String text, List<Violation> problems) {
    if (text == null) {
      return null;
    }
    return switch (AccountId.parse(field, text)) {
      case Checked.Valid<AccountId>(AccountId account) -> account;
      case Checked.Invalid<AccountId>(List<Violation> violations) -> {
        problems.addAll(violations);
        yield null;
      }
    };
  }

  private void find(Context call) {
    Accept.require(call, Accept.JSON);
    Query.refuseAny(call);
    BuildId id = Call.buildId(call);
    BuildView view = useCases.find().find(id).orElseThrow(() -> Call.noBuild(id));
    Answers.tagged(call, BuildDocuments.INSTANCE.of(view));
  }

  private void list(Context call) {
    Accept.require(call, Accept.JSON);
    Query query = Query.of(call, "status", "image_name", "account_id", "limit", "cursor");
    int limit = (int) query.number("limit", USUAL_PAGE, 1, LARGEST_PAGE);
    BuildFilter filter = new BuildFilter(status(query), query.text("image_name"), account(query));
    BuildId after = Cursor.read(query);
    query.refuseIfWrong();
    BuildPage page = useCases.find().list(filter, limit, after);
    String next = page.next().map(Cursor::write).orElse(null);
    Answers.json(
        call, 200, new BuildDocument.Page(BuildDocuments.INSTANCE.all(page.builds()), next));
  }

  /** Null when the query has none, or one that is added to its problems. */
  private static @Nullable AccountId account(Query query) {
    List<Violation> problems = new ArrayList<>();
    AccountId account = account("account_id", query.text("account_id"), problems);
    problems.forEach(query::add);
    return account;
  }

  /** Null when the query has none, or one that is added to its problems. */
  private static @Nullable BuildStatus status(Query query) {
    String label = query.text("status");
    BuildStatus status = label == null ? null : BuildStatus.labelled(label).orElse(null);
    if (label != null && status == null) {
      String known =
          Arrays.stream(BuildStatus.values())
              .map(BuildStatus::label)
              .collect(Collectors.joining(", "));
      query.add(new Violation("status", label, "is no status", "use one of " + known));
    }
    return status;
  }

  private void cancel(Context call) {
    Accept.require(call, Accept.JSON);
    Query.refuseAny(call);
    BuildId id = Call.buildId(call);
    BuildJob job =
        switch (useCases.cancel().cancel(id)) {
          case BuildStore.Cancellation.Ended(BuildJob.Finished ended) -> ended;
          case BuildStore.Cancellation.Requested(BuildJob.InProgress running) -> running;
          case BuildStore.Cancellation.AlreadyFinished(BuildJob.Finished finished)
              when finished.status() == BuildStatus.CANCELLED ->
              finished;
          case BuildStore.Cancellation.AlreadyFinished(BuildJob.Finished finished) ->
              throw new RefusedCallException(
                  ApiError.BUILD_ALREADY_FINISHED,
                  "build " + id + " has ended as " + finished.status().label());
          case BuildStore.Cancellation.Unknown unknown -> throw Call.noBuild(id);
        };
    Answers.json(call, 202, BuildDocuments.INSTANCE.of(job));
  }

  private void forget(Context call) {
    Query.refuseAny(call);
    BuildId id = Call.buildId(call);
    switch (useCases.forget().forget(id)) {
      case DELETED -> call.status(204);
      case UNKNOWN -> throw Call.noBuild(id);
      case NOT_FINISHED ->
          throw new RefusedCallException(
              ApiError.BUILD_NOT_FINISHED, "build " + id + " has not ended; cancel it first");
    }
  }
}
