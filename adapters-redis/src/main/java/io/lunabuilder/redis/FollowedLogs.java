package io.lunabuilder.redis;

import io.lunabuilder.domain.BuildId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A {@link Signal} for each log that someone in this process waits for. */
final class LogSignals {
  private final Map<BuildId, Shared> signals = new ConcurrentHashMap<>();

  private record Shared(Signal signal, int users) {
    Shared plus(int more) {
      return new Shared(signal, users + more);
    }

    @Nullable Shared withoutOne() {
      return users == 1 ? null : plus(-1);
    }
  }

  /** The signal of a log, until it is closed. */
  record Use(LogSignals all, BuildId id, Signal signal) implements AutoCloseable {
    @Override
    public void close() {
      all.signals.computeIfPresent(id, (_, shared) -> shared.withoutOne());
    }
  }

  Use use(BuildId id) {
    Shared shared =
        signals.compute(
            id, (_, known) -> known == null ? new Shared(new Signal(), 1) : known.plus(1));
    return new Use(this, id, shared.signal());
  }

  void give(BuildId id) {
    Shared shared = signals.get(id);
    if (shared != null) {
      shared.signal().give();
    }
  }

  void giveAll() {
    signals.values().forEach(shared -> shared.signal().give());
  }
}
