package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.domain.BuildId;
import java.time.InstantSource;

/** Stops a build: at once when it waits, through its runner when it runs. */
public final class CancelBuild {
  private final BuildStore store;
  private final BuildLog log;
  private final InstantSource clock;

  public CancelBuild(BuildStore store, BuildLog log, InstantSource clock) {
    this.store = store;
    this.log = log;
    this.clock = clock;
  }

  /** Repeating it changes nothing. */
  public BuildStore.Cancellation cancel(BuildId id) {
    BuildStore.Cancellation result = store.requestCancel(id, clock.instant());
    if (result instanceof BuildStore.Cancellation.Ended) {
      EndOfWaiting.write(log, id, "Cancelled, as asked for, before it began.");
    }
    return result;
  }
}
