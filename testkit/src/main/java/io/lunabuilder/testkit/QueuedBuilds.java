package io.lunabuilder.testkit;

import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildPage;
import io.lunabuilder.application.port.BuildStore.Deletion;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.IdempotencyKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The builds of the {@link InMemoryBuildStore} in the order in which they were accepted. */
final class QueuedBuilds {
  private final Map<BuildId, QueuedBuild> builds = new LinkedHashMap<>();

  QueuedBuild add(BuildJob.Pending build, @Nullable IdempotencyKey key) {
    QueuedBuild queued = new QueuedBuild(build, key);
    builds.put(build.id(), queued);
    return queued;
  }

  Collection<QueuedBuild> all() {
    return builds.values();
  }

  Optional<QueuedBuild> at(BuildId id) {
    return Optional.ofNullable(builds.get(id));
  }

  /** The build that was submitted before with this id or key. */
  Optional<QueuedBuild> known(BuildId id, @Nullable IdempotencyKey key) {
    return at(id).or(() -> first(build -> key != null && key.equals(build.key)));
  }

  Optional<QueuedBuild> heldWith(BuildId id, long token) {
    return at(id).filter(build -> build.isHeldWith(token));
  }

  Optional<QueuedBuild> first(Predicate<QueuedBuild> condition) {
    return builds.values().stream().filter(condition).findFirst();
  }

  BuildPage page(BuildFilter filter, int limit, @Nullable BuildId olderThan) {
    List<BuildJob> found =
        builds.values().stream()
            .map(build -> build.job)
            .filter(filter::accepts)
            .filter(job -> olderThan == null || text(job).compareTo(olderThan.toString()) < 0)
            .sorted(Comparator.comparing(QueuedBuilds::text).reversed())
            .limit(limit + 1L)
            .toList();
    boolean more = found.size() > limit;
    return new BuildPage(more ? found.subList(0, limit) : found, more);
  }

  private static String text(BuildJob job) {
    return job.id().toString();
  }

  OptionalLong position(BuildId id) {
    Optional<QueuedBuild> build = at(id).filter(QueuedBuild::waits);
    return build.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            1
                + builds.values().stream()
                    .takeWhile(before -> before != build.get())
                    .filter(before -> before.waits() || before.isLeft())
                    .count());
  }

  long waiting() {
    return builds.values().stream().filter(QueuedBuild::waits).count();
  }

  Deletion delete(BuildId id) {
    Optional<QueuedBuild> build = at(id);
    if (build.isEmpty()) {
      return Deletion.UNKNOWN;
    }
    if (!(build.get().job instanceof BuildJob.Finished)) {
      return Deletion.NOT_FINISHED;
    }
    builds.remove(id);
    return Deletion.DELETED;
  }

  List<BuildId> purge(Instant endedBefore, int atMost) {
    List<BuildId> old =
        builds.values().stream()
            .filter(build -> build.endedBefore(endedBefore))
            .map(build -> build.job.id())
            .limit(atMost)
            .toList();
    old.forEach(builds::remove);
    return old;
  }
}
