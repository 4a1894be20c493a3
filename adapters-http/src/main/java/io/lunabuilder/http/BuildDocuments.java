package io.lunabuilder.http;

import io.lunabuilder.application.BuildView;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuiltImage;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.Placement;
import io.lunabuilder.domain.StageTimes;
import io.lunabuilder.domain.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.NullValueCheckStrategy;
import org.mapstruct.factory.Mappers;

/** Turns builds into documents. */
@Mapper(nullValueCheckStrategy = NullValueCheckStrategy.ALWAYS)
abstract class BuildDocuments {
  static final BuildDocuments INSTANCE = Mappers.getMapper(BuildDocuments.class);

  BuildDocument of(BuildView view) {
    return of(view.job(), view.position());
  }

  /** A document for a build whose place in the queue is not known. */
  BuildDocument of(BuildJob job) {
    return of(job, OptionalLong.empty());
  }

  private BuildDocument of(BuildJob job, OptionalLong position) {
    Life life = life(job);
    return new BuildDocument(
        job.id().toString(),
        job.status().label(),
        life.stage().label(),
        stages(life.times()),
        position.isPresent() ? position.getAsLong() : null,
        life.attempt(),
        job.spec().archive().link().redacted(),
        sha256(job.spec().archive()),
        parameters(job.spec()),
        text(job.order().origin().request()),
        text(job.order().origin().account()),
        job.order().createTime().toString(),
        text(life.start()),
        text(life.end()),
        life.outcome() instanceof BuildOutcome.Completed(BuiltImage image) ? image(image) : null,
        life.outcome() instanceof BuildOutcome.Failed(Failure failure) ? failure(failure) : null);
  }

  /** What the states of a build have in common for a reader. */
  private record Life(
      BuildStage stage,
      StageTimes times,
      int attempt,
      @Nullable Instant start,
      @Nullable Instant end,
      @Nullable BuildOutcome outcome) {}

  private static Life life(BuildJob job) {
    return switch (job) {
      case BuildJob.Pending p -> new Life(BuildStage.QUEUED, StageTimes.NONE, 0, null, null, null);
      case BuildJob.InProgress p ->
          new Life(p.stage(), p.times(), p.attempt(), p.startTime(), null, null);
      case BuildJob.Finished f ->
          new Life(f.stage(), f.times(), f.attempt(), f.startTime(), f.endTime(), f.outcome());
    };
  }

  private static List<BuildDocument.StageStart> stages(StageTimes times) {
    return times.reached().entrySet().stream()
        .map(entry ->
            new BuildDocument.StageStart(entry.getKey().label(), entry.getValue().toString()))
        .toList();
  }

  private static @Nullable String sha256(Archive archive) {
    Digest digest = archive.digest();
    return digest == null ? null : digest.hex();
  }

  private BuildDocument.Parameters parameters(BuildSpec spec) {
    Placement.@Nullable Cluster cluster =
        spec.placement() instanceof Placement.Cluster placed ? placed : null;
    BuildOptions options = spec.options();
    Map<String, String> selector = cluster == null ? null : cluster.selector().labels();
    return new BuildDocument.Parameters(
        spec.image().toString(),
        spec.builder().toString(),
        cluster == null ? null : cluster.namespace().name(),
        selector,
        options.dockerfile().toString(),
        options.context().toString(),
        options.target(),
        options.buildArgs().keySet().stream().sorted().toList(),
        options.labels(),
        options.tags().stream().map(Tag::name).toList(),
        options.cache(),
        options.requestedTimeout().map(java.time.Duration::toSeconds).orElse(null));
  }

  @Mapping(target = "reference", expression = "java(image.reference().toString())")
  @Mapping(target = "digest", source = "digest.value")
  abstract BuildDocument.Image image(BuiltImage image);

  @Mapping(target = "code", expression = "java(failure.code().label())")
  @Mapping(target = "stage", expression = "java(failure.stage().label())")
  @Mapping(target = "meaning", expression = "java(failure.code().meaning())")
  @Mapping(target = "remedy", expression = "java(failure.code().remedy())")
  @Mapping(target = "retryable", expression = "java(failure.code().retryable())")
  abstract BuildDocument.Failure failure(Failure failure);

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  List<BuildDocument> all(List<BuildJob> jobs) {
    return jobs.stream().map(this::of).toList();
  }
}
