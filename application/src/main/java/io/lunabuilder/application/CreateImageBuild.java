package io.lunabuilder.application;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOrder;
import io.lunabuilder.domain.BuildPolicy;
import io.lunabuilder.domain.BuildRequest;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.Checked;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.domain.Origin;
import io.lunabuilder.domain.Violation;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Accepts a request for an image (the operation createImageBuild, R22). */
public final class CreateImageBuild {
  private final Supplier<BuildPolicy> policy;
  private final ArchiveSources sources;
  private final BuildStore store;
  private final BuildIds ids;
  private final InstantSource clock;
  private final Supplier<Integer> mostWaiting;

  /**
   * @param policy that holds now
   * @param mostWaiting builds that may wait now
   */
  public CreateImageBuild(
      Supplier<BuildPolicy> policy,
      ArchiveSources sources,
      BuildStore store,
      BuildIds ids,
      InstantSource clock,
      Supplier<Integer> mostWaiting) {
    this.policy = policy;
    this.sources = sources;
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.mostWaiting = mostWaiting;
  }

  /** What came of a request. */
  public sealed interface Creation {
    /**
     * The build is durable.
     *
     * @param known the same idempotency key gave it before
     */
    record Accepted(BuildJob job, boolean known) implements Creation {}

    /**
     * Nothing was submitted: too many builds wait.
     *
     * @param most that may
     */
    record Full(int most) implements Creation {}

    /** Everything that is wrong with the request. */
    record Rejected(List<Violation> violations) implements Creation {}
  }

  /**
   * Checks the request and puts the build into the queue.
   *
   * @param key the caller's name for this submission, or null
   * @param origin where the request came from; a build that is known keeps its first
   */
  public Creation create(BuildRequest request, @Nullable IdempotencyKey key, Origin origin) {
    return switch (checked(request)) {
      case Checked.Invalid<BuildSpec>(List<Violation> violations) ->
          new Creation.Rejected(violations);
      case Checked.Valid<BuildSpec>(BuildSpec spec) -> submit(spec, key, origin);
    };
  }

  /** Only checks: what is wrong with the request; empty when it would be accepted. */
  public List<Violation> check(BuildRequest request) {
    return switch (checked(request)) {
      case Checked.Invalid<BuildSpec>(List<Violation> violations) -> violations;
      case Checked.Valid<BuildSpec> fine -> List.of();
    };
  }

  private Creation submit(BuildSpec spec, @Nullable IdempotencyKey key, Origin origin) {
    int most = mostWaiting.get();
    BuildOrder order = new BuildOrder(ids.next(), spec, clock.instant(), origin);
    var pending = new BuildJob.Pending(order);
    return switch (store.submit(pending, key, most)) {
      case BuildStore.Submission.Accepted(BuildJob.Pending job) ->
          new Creation.Accepted(job, false);
      case BuildStore.Submission.Known(BuildJob job) -> new Creation.Accepted(job, true);
      case BuildStore.Submission.Full() -> new Creation.Full(most);
    };
  }

  /** The rules of the request and what is known of its archive, told together. */
  private Checked<BuildSpec> checked(BuildRequest request) {
    return switch (policy.get().check(request)) {
      case Checked.Invalid<BuildSpec>(List<Violation> violations) ->
          new Checked.Invalid<>(
              Stream.concat(violations.stream(), archiveViolation(request).stream()).toList());
      case Checked.Valid<BuildSpec>(BuildSpec spec) ->
          switch (probed(spec.archive())) {
            case Checked.Invalid<Archive>(List<Violation> violations) ->
                new Checked.Invalid<>(violations);
            case Checked.Valid<Archive>(Archive archive) ->
                Checked.valid(spec.withArchive(archive));
          };
    };
  }

  /** Nothing when the link is none: that is told by the rules. */
  private Optional<Violation> archiveViolation(BuildRequest request) {
    String text = request.archive();
    return text != null
            && ArchiveLink.parse("archive", text) instanceof Checked.Valid<ArchiveLink>(var link)
            && probed(Archive.at(link)) instanceof Checked.Invalid<Archive>(var violations)
        ? Optional.of(violations.getFirst())
        : Optional.empty();
  }

  /** The archive as it is there now. */
  private Checked<Archive> probed(Archive archive) {
    ArchiveLink link = archive.link();
    Optional<ArchiveSource> source = sources.find(link);
    if (source.isEmpty()) {
      return Checked.invalid(unsupported(link));
    }
    return switch (source.get().probe(link)) {
      case ArchiveSource.Probe.Wrong(ArchiveProblem problem) ->
          Checked.invalid(violation(link, problem));
      case ArchiveSource.Probe.Fine(var version) ->
          Checked.valid(version == null ? archive : archive.withVersion(version));
    };
  }

  private static Violation violation(ArchiveLink link, ArchiveProblem problem) {
    return new Violation(
        "archive", link.redacted(), problem.message(), clause(problem.code().remedy()));
  }

  /** A failure's remedy is a sentence; a violation's goes on where its problem ends. */
  private static String clause(String sentence) {
    return Character.toLowerCase(sentence.charAt(0))
        + sentence.substring(1).replaceFirst("\\.$", "");
  }

  private Violation unsupported(ArchiveLink link) {
    return new Violation(
        "archive",
        link.redacted(),
        "is not a link that this service can read",
        "use one like " + String.join(" or ", sources.examples()));
  }
}
