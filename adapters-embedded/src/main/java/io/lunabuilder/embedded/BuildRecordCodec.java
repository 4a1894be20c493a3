package io.lunabuilder.embedded;

import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOrder;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.domain.Lease;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.domain.StageTimes;
import io.lunabuilder.storekit.CompactJson;
import io.lunabuilder.storekit.NewerSchemaException;
import io.lunabuilder.storekit.OriginDocument;
import io.lunabuilder.storekit.OutcomeDocument;
import io.lunabuilder.storekit.SpecDocument;
import io.lunabuilder.storekit.StageTimesText;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns builds into compact JSON and back. */
final class BuildRecordCodec {

  /** The version that is written; older ones can be read, newer ones are refused. */
  static final int SCHEMA = 1;

  private static final String PENDING = "pending";
  private static final String IN_PROGRESS = "in_progress";
  private static final String FINISHED = "finished";

  private final CompactJson<BuildDocument> json = new CompactJson<>(BuildDocument.class);

  byte[] encode(StoredBuild build) {
    return json.write(document(build));
  }

  /**
   * @throws NewerSchemaException when a newer version of this program wrote it
   */
  StoredBuild decode(byte[] text) {
    BuildDocument document = json.read(text);
    if (document.schema() > SCHEMA) {
      throw new NewerSchemaException("build " + document.id(), document.schema(), SCHEMA);
    }
    String key = document.key();
    return new StoredBuild(
        document.sequence(), key == null ? null : new IdempotencyKey(key), job(document));
  }

  private static BuildDocument document(StoredBuild build) {
    BuildOrder order = build.job().order();
    IdempotencyKey key = build.key();
    State state = State.of(build.job());
    return new BuildDocument(
        SCHEMA,
        build.sequence(),
        key == null ? null : key.value(),
        order.id().toString(),
        order.createTime().toString(),
        SpecDocument.of(order.spec()),
        OriginDocument.of(order.origin()),
        state.name,
        state.attempt,
        state.stage == null ? null : state.stage.name(),
        text(state.started),
        state.times.equals(StageTimes.NONE) ? null : StageTimesText.of(state.times),
        state.lease == null ? null : state.lease.owner().value(),
        state.lease == null ? 0 : state.lease.token(),
        state.cancelRequested,
        text(state.retryAt),
        text(state.ended),
        state.outcome);
  }

  private static BuildJob job(BuildDocument d) {
    BuildOrder order =
        new BuildOrder(
            new BuildId(UUID.fromString(d.id())),
            d.spec().spec(),
            Instant.parse(d.created()),
            OriginDocument.origin(d.origin()));
    return switch (d.state()) {
      case PENDING -> new BuildJob.Pending(order);
      case IN_PROGRESS ->
          new BuildJob.InProgress(
              order,
              d.attempt(),
              stage(d),
              Objects.requireNonNull(instant(d.started())),
              StageTimesText.times(d.stages()),
              lease(d),
              d.cancelRequested(),
              instant(d.retryAt()));
      case FINISHED ->
          new BuildJob.Finished(
              order,
              d.attempt(),
              stage(d),
              instant(d.started()),
              StageTimesText.times(d.stages()),
              Objects.requireNonNull(instant(d.ended())),
              Objects.requireNonNull(d.outcome()).outcome(order.spec().image()));
      default -> throw new IllegalStateException("build " + d.id() + " is in state " + d.state());
    };
  }

  private static BuildStage stage(BuildDocument document) {
    return BuildStage.valueOf(Objects.requireNonNull(document.stage()));
  }

  private static @Nullable Lease lease(BuildDocument document) {
    String owner = document.owner();
    return owner == null ? null : new Lease(new RunnerName(owner), document.token());
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  /** The part of a document that depends on where the build is in its life. */
  private record State(
      String name,
      int attempt,
      @Nullable BuildStage stage,
      @Nullable Instant started,
      StageTimes times,
      @Nullable Lease lease,
      boolean cancelRequested,
      @Nullable Instant retryAt,
      @Nullable Instant ended,
      @Nullable OutcomeDocument outcome) {

    static State of(BuildJob job) {
      return switch (job) {
        case BuildJob.Pending pending ->
            new State(PENDING, 0, null, null, StageTimes.NONE, null, false, null, null, null);
        case BuildJob.InProgress running ->
            new State(
                IN_PROGRESS,
                running.attempt(),
                running.stage(),
                running.startTime(),
                running.times(),
                running.lease(),
                running.cancelRequested(),
                running.retryAt(),
                null,
                null);
        case BuildJob.Finished over ->
            new State(
                FINISHED,
                over.attempt(),
                over.stage(),
                over.startTime(),
                over.times(),
                null,
                false,
                null,
                over.endTime(),
                OutcomeDocument.of(over.outcome()));
      };
    }
  }
}
