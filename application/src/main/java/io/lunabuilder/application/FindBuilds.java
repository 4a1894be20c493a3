package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildPage;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells how builds are. */
public final class FindBuilds {
  private final BuildStore store;

  public FindBuilds(BuildStore store) {
    this.store = store;
  }

  /** One build; empty when it is unknown or was cleaned up. */
  public Optional<BuildView> find(BuildId id) {
    return store.find(id).map(job -> new BuildView(job, position(job)));
  }

  private OptionalLong position(BuildJob job) {
    return job instanceof BuildJob.Finished ? OptionalLong.empty() : store.position(job.id());
  }

  /** Builds, newest first; see {@link BuildStore#list}. */
  public BuildPage list(BuildFilter filter, int limit, @Nullable BuildId olderThan) {
    return store.list(filter, limit, olderThan);
  }

  /** Changes from now on; see {@link BuildStore#watch}. */
  public Subscription watch(Consumer<BuildJob> observer) {
    return store.watch(observer);
  }

  /** Changes of one build from now on. */
  public Subscription watch(BuildId build, Consumer<BuildJob> observer) {
    return store.watch(build, observer);
  }
}
