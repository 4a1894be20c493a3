package io.lunabuilder.redis;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.LogSlice;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.redis.Steps.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs in Redis. A writer says with each piece where he believes the end to be: so a piece whose
 * answer was lost is not written twice, and a writer who was overtaken by another writes nothing.
 */
final class RedisBuildLog implements BuildLog {
  /** Announcements may be lost; who waits looks by himself after so long. */
  private static final Duration LONGEST_TRUST = Duration.ofSeconds(3);

  private final Steps steps;
  private final Keyspace keys;
  private final FollowedLogs followed;
  private final LogLimits limits;
  private final Map<BuildId, Long> writing = new ConcurrentHashMap<>();

  RedisBuildLog(Steps steps, Keyspace keys, FollowedLogs followed, LogLimits limits) {
    this.steps = steps;
    this.keys = keys;
    this.followed = followed;
    this.limits = limits;
  }

  /** A runner of this process takes the build: whoever wrote the log last, it goes on there. */
  void beginAttempt(BuildId id) {
    writing.remove(id);
  }

  @Override
  public long append(BuildId id, byte[] text) {
    long expected = writing.computeIfAbsent(id, this::end);
    Answer end =
        steps.run(
            Script.LOG_APPEND,
            keys.log(id),
            expected,
            text,
            limits.chunkBytes(),
            limits.headChunks(),
            limits.tailChunks(),
            limits.lifetime().get().toMillis(),
            keys.logChanges(),
            id);
    if (end.isEmpty()) {
      writing.remove(id);
      throw new IllegalStateException("another runner writes the log of build " + id);
    }
    writing.put(id, end.number(0));
    return end.number(0);
  }

  @Override
  public LogSlice read(BuildId id, long offset, int atMost) {
    if (offset < 0 || atMost < 0) {
      throw new IllegalArgumentException("no log has offset " + offset + " or length " + atMost);
    }
    return followed
        .find(id)
        .map(log -> log.read(offset, atMost, () -> ask(id, offset, atMost)))
        .orElseGet(() -> ask(id, offset, atMost));
  }

  private LogSlice ask(BuildId id, long offset, int atMost) {
    Answer slice =
        steps.run(
            Script.LOG_READ,
            keys.log(id),
            offset,
            atMost,
            limits.chunkBytes(),
            limits.headChunks());
    return new LogSlice(slice.number(0), slice.bytes(1));
  }

  @Override
  public long end(BuildId id) {
    return steps.run(Script.LOG_END, keys.log(id)).number(0);
  }

  @Override
  public boolean awaitGrowth(BuildId id, long offset, Duration atMost) throws InterruptedException {
    try (FollowedLogs.Use use = followed.use(id)) {
      return use.log().awaitNews(offset, atMost, LONGEST_TRUST, () -> askEnd(id));
    }
  }

  private FollowedLog.End askEnd(BuildId id) {
    Answer end = steps.run(Script.LOG_END, keys.log(id));
    return new FollowedLog.End(end.number(0), end.text(1).equals("1"));
  }

  @Override
  public void seal(BuildId id) {
    writing.remove(id);
    steps.run(
        Script.LOG_SEAL,
        keys.log(id),
        limits.chunkBytes(),
        limits.headChunks(),
        limits.lifetime().get().toMillis(),
        keys.logChanges(),
        id);
  }

  @Override
  public void delete(BuildId id) {
    writing.remove(id);
    steps.run(Script.LOG_DELETE, keys.log(id), limits.chunkBytes(), limits.headChunks());
  }

  /** Redis forgets logs by itself: their keys expire. */
  @Override
  public int purge(Instant time, int atMost) {
    return 0;
  }

  /** The connection is closed by {@link RedisStore}. */
  @Override
  public void close() {
    writing.clear();
  }
}
