package io.lunabuilder.embedded;

import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.IdempotencyKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * All builds by id, with an index of keys and one of ends. Reads by {@link #durable} need no lock
 * and see only what is durable; everything else is called under the store's lock.
 */
final class BuildTable {
  private final MVMap<String, byte[]> builds;
  private final MVMap<String, String> keys;
  private final MVMap<String, String> ends;
  private final GroupCommit commits;
  private final BuildRecordCodec codec = new BuildRecordCodec();
  private final DecodedBuilds decoded = new DecodedBuilds(codec);

  BuildTable(StoreFile file, GroupCommit commits) {
    this.builds = file.documents("builds");
    this.keys = file.texts("keys");
    this.ends = file.texts("ends");
    this.commits = commits;
  }

  /** The build as it will be once all that was changed is durable. */
  Optional<StoredBuild> current(BuildId id) {
    return Optional.ofNullable(builds.get(id.toString()))
        .map(document -> decoded.of(id.toString(), document));
  }

  /** The build as it is on the disk. */
  Optional<StoredBuild> durable(String id) {
    return Optional.ofNullable(commits.durable(id, builds.get(id)))
        .map(document -> decoded.of(id, document));
  }

  /** The next older id; the newest when {@code id} is null; null at the end. */
  @Nullable String olderThan(@Nullable String id) {
    return id == null ? builds.lastKey() : builds.lowerKey(id);
  }

  /** The build of the first submission with this key. */
  Optional<StoredBuild> withKey(IdempotencyKey key) {
    return Optional.ofNullable(keys.get(key.value()))
        .flatMap(BuildId::parse)
        .flatMap(this::current);
  }

  void put(StoredBuild build, Batch batch) {
    String id = build.job().id().toString();
    byte[] document = codec.encode(build);
    batch.remember(id, builds.get(id));
    builds.put(id, document);
    IdempotencyKey key = build.key();
    if (key != null) {
      keys.putIfAbsent(key.value(), id);
    }
    if (build.job() instanceof BuildJob.Finished finished) {
      ends.put(endKey(finished.endTime()) + id, id);
    }
    batch.changed(build.job());
  }

  void remove(StoredBuild build, BuildJob.Finished job, Batch batch) {
    String id = job.id().toString();
    batch.remember(id, builds.get(id));
    builds.remove(id);
    ends.remove(endKey(job.endTime()) + id);
    IdempotencyKey key = build.key();
    if (key != null) {
      keys.remove(key.value(), id);
    }
  }

  /** Pending builds that were accepted before {@code instant}, from the front of the line. */
  List<StoredBuild> pendingSince(Instant instant, WaitingLine waiting, int atMost) {
    List<StoredBuild> found = new ArrayList<>();
    Long sequence = waiting.after(0);
    while (sequence != null && found.size() < atMost) {
      StoredBuild build = current(waiting.at(sequence)).orElseThrow();
      boolean pending = build.job() instanceof BuildJob.Pending;
      if (pending && !build.job().order().createTime().isBefore(instant)) {
        return found;
      }
      if (pending) {
        found.add(build);
      }
      sequence = waiting.after(sequence);
    }
    return found;
  }

  /** Finished builds that ended before {@code instant}, the first of them first. */
  List<BuildId> endedBefore(Instant instant, int atMost) {
    List<BuildId> found = new ArrayList<>();
    String limit = endKey(instant);
    String key = ends.firstKey();
    while (key != null && key.compareTo(limit) < 0 && found.size() < atMost) {
      BuildId.parse(key.substring(limit.length())).ifPresent(found::add);
      key = ends.higherKey(key);
    }
    return found;
  }

  /** Text whose order is that of time, to the millisecond. */
  private static String endKey(Instant end) {
    return "%016x ".formatted(Math.max(0, end.toEpochMilli()));
  }
}
