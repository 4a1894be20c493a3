package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.lunabuilder.application.plugin.AttemptThread;
import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One attempt in a pod: created, or found, then watched to its end. */
final class PodBuild implements RunningBuild {
  private static final System.Logger LOG = System.getLogger(PodBuild.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LOST = Duration.ofSeconds(20);

  /** Stands for a pod that was gone before anybody saw it. */
  private static final PodSeen NEVER_SEEN =
      new PodSeen("", "", "", "", null, "", false, "", List.of());

  private final Site site;
  private final BuildJob.InProgress job;
  private final BuildProgress progress;
  private final PodIdentity identity;
  private final WatchedPod watched;
  private final Obstacles obstacles;
  private final PodOutput output;
  private final AttemptThread thread;

  private volatile boolean cancelled;
  private volatile boolean released;
  private volatile boolean failed;

  private PodBuild(Site site, BuildJob.InProgress job, BuildProgress progress, boolean found) {
    this.site = site;
    this.job = job;
    this.progress = progress;
    this.identity = PodIdentity.of(site.settings().instance(), job);
    this.watched = site.watches().in(identity.namespace()).follow(identity.name());
    this.output = new PodOutput(site, identity, watched, progress);
    this.obstacles =
        new Obstacles(
            site.watches().in(identity.namespace()).warnings(),
            site.settings().clocks().patience(),
            output::say);
    this.thread = new AttemptThread("pod " + job.id(), () -> run(found));
  }

  /**
   * Begins.
   *
   * @param found the pod is there already
   */
  static PodBuild begin(Site site, BuildJob.InProgress job, BuildProgress progress, boolean found) {
    PodBuild build = new PodBuild(site, job, progress, found);
    build.thread.start();
    return build;
  }

  @Override
  public BuilderResult await() throws InterruptedException {
    return thread.await();
  }

  @Override
  public void cancel() {
    cancelled = true;
    watched.wake();
  }

  /** The pod goes on, or stays as it ended; another service finds it by its name. */
  @Override
  public boolean release() {
    if (cancelled) {
      return false;
    }
    released = true;
    watched.wake();
    return true;
  }

  /** What was released is not ours to remove. */
  @Override
  public void close() {
    KubernetesSettings.Clocks clocks = site.settings().clocks();
    boolean keep = !(failed ? clocks.keepFailed() : clocks.keep()).isZero() && !cancelled;
    if (!released && !keep && !watched.isGone()) {
      site.removal().remove(identity.namespace(), identity.name(), Duration.ZERO);
    }
    // Only now may the janitor see to it.
    site.watches().in(identity.namespace()).leave(identity.name(), watched);
  }

  private BuilderResult run(boolean found) throws InterruptedException {
    try {
      BuilderResult end = build(found);
      failed = !(end instanceof BuilderResult.Pushed);
      return end;
    } catch (RuntimeException | Error e) {
      failed = true;
      throw e;
    } finally {
      output.stop();
    }
  }

  private BuilderResult build(boolean found) throws InterruptedException {
    if (found) {
      progress.repeat();
    } else {
      Optional<BuilderResult> refused =
          new PodCreation(site, job, identity, watched, progress)
              .create(() -> cancelled || released);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    return watch();
  }

  private BuilderResult watch() throws InterruptedException {
    long unseen = System.nanoTime();
    while (true) {
      if (released) {
        return new BuilderResult.Stopped();
      }
      if (cancelled) {
        return endAsWished();
      }
      Optional<PodSeen> seen = watched.newest();
      if (seen.isPresent()) {
        Optional<BuilderResult> end = look(seen.get());
        if (end.isPresent()) {
          return end.get();
        }
      } else if (System.nanoTime() - unseen > LOST.toNanos()) {
        unseen = System.nanoTime();
        find();
      }
      watched.await(LOOK);
    }
  }

  /** A pod that the watch never told of may have gone before it was seen. */
  private void find() {
    try {
      Optional<V1Pod> pod = site.cluster().find(identity);
      pod.map(PodSeen::of).ifPresent(watched::seen);
      if (pod.isEmpty()) {
        watched.seen(NEVER_SEEN);
        watched.gone();
      }
    } catch (ApiException e) {
      LOG.log(System.Logger.Level.DEBUG, "{0} is not answered for: {1}", identity, e.getMessage());
    }
  }

  /** The result, once there is one. */
  private Optional<BuilderResult> look(PodSeen pod) throws InterruptedException {
    if (pod.hasRun()) {
      output.read();
    }
    if (watched.isGone()) {
      output.awaitEnd();
      return Optional.of(end().ofGone(pod));
    }
    if (pod.isOver()) {
      output.awaitEnd();
      return Optional.of(end().of(pod));
    }
    if (isLost(pod)) {
      site.removal().remove(identity.namespace(), identity.name(), Duration.ZERO);
      return Optional.of(end().ofGone(pod));
    }
    return pod.hasRun() ? Optional.empty() : obstacles.look(pod).map(BuilderResult.Failed::new);
  }

  /** A node that is gone confirms no deletion. */
  private static boolean isLost(PodSeen pod) {
    Instant deleted = pod.deletedAt();
    return deleted != null && deleted.plus(LOST).isBefore(Instant.now());
  }

  private PodEnd end() {
    return new PodEnd(job.spec(), BuildPod.call(site.settings()), output.kaniko());
  }

  private BuilderResult endAsWished() throws InterruptedException {
    Failure obstacle = obstacles.current().orElse(null);
    boolean ran = watched.newest().filter(PodSeen::hasRun).isPresent();
    site.removal().remove(identity.namespace(), identity.name(), Duration.ofSeconds(1));
    awaitGone(LOST);
    if (!watched.isGone()) {
      site.removal().remove(identity.namespace(), identity.name(), Duration.ZERO);
      awaitGone(LOST);
    }
    output.awaitEnd();
    return ran ? new BuilderResult.Stopped() : new BuilderResult.Stopped(obstacle);
  }

  private void awaitGone(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!watched.isGone() && watched.newest().isPresent() && System.nanoTime() < end) {
      watched.await(LOOK);
    }
  }
}
