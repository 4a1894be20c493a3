package io.lunabuilder.redis;

import io.lunabuilder.domain.BuildId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The logs that someone in this process waits for. */
final class FollowedLogs {
  private final Map<BuildId, Shared> logs = new ConcurrentHashMap<>();

  private record Shared(FollowedLog log, int users) {
    Shared plus(int more) {
      return new Shared(log, users + more);
    }

    @Nullable Shared withoutOne() {
      return users == 1 ? null : plus(-1);
    }
  }

  /** A log that is followed until this is closed. */
  record Use(FollowedLogs all, BuildId id, FollowedLog log) implements AutoCloseable {
    @Override
    public void close() {
      all.logs.computeIfPresent(id, (_, shared) -> shared.withoutOne());
    }
  }

  Use use(BuildId id) {
    Shared shared =
        logs.compute(
            id, (_, known) -> known == null ? new Shared(new FollowedLog(), 1) : known.plus(1));
    return new Use(this, id, shared.log());
  }

  /** The log, when someone waits for it. */
  Optional<FollowedLog> find(BuildId id) {
    return Optional.ofNullable(logs.get(id)).map(Shared::log);
  }

  /** Announcements may have been missed. */
  void doubtAll() {
    logs.values().forEach(shared -> shared.log().doubt());
  }
}
