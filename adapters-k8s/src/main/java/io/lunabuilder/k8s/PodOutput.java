package io.lunabuilder.k8s;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.kanikokit.KanikoOutput;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a pod prints, as a build's progress: first the stager's lines, then kaniko's. */
final class PodOutput {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration SILENCE = Duration.ofSeconds(3);
  private static final Duration WHILE_IT_LASTS = Duration.ofDays(1);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Site site;
  private final PodIdentity identity;
  private final WatchedPod watched;
  private final BuildProgress progress;
  private final KanikoOutput kaniko;
  private @Nullable Thread reader;
  private volatile @Nullable PodLog current;
  private boolean begun;

  PodOutput(Site site, PodIdentity identity, WatchedPod watched, BuildProgress progress) {
    this.site = site;
    this.identity = identity;
    this.watched = watched;
    this.progress = progress;
    this.kaniko = new KanikoOutput(progress);
  }

  /** Reads it from its beginning, in a thread of its own; repeating it changes nothing. */
  void read() {
    if (reader == null) {
      reader = Thread.ofVirtual().name("log of " + identity).start(this::readAll);
    }
  }

  private void readAll() {
    try {
      if (!site.settings().images().oneContainer()) {
        follow(BuildPod.STAGE);
      }
      follow(BuildPod.BUILD);
    } catch (InterruptedException e) {
      // Nobody reads on.
    }
  }

  private void follow(String container) throws InterruptedException {
    watched.awaitUntil(() -> hasBegun(container), WHILE_IT_LASTS);
    PodLog log = new PodLog(site.cluster(), identity, container, this::print);
    current = log;
    log.follow(watched, () -> hasEnded(container));
  }

  private boolean hasBegun(String container) {
    return hasEnded(container)
        || watched
            .newest()
            .filter(pod -> pod.state(container) instanceof PodSeen.State.Running)
            .isPresent();
  }

  private boolean hasEnded(String container) {
    return watched.isGone()
        || watched
            .newest()
            .filter(pod -> pod.isOver() || pod.state(container) instanceof PodSeen.State.Ended)
            .isPresent();
  }

  /** With kaniko's first line the next stage begins. */
  private synchronized void print(String line) {
    if (!begun && KanikoOutput.isOwn(line)) {
      begun = true;
      progress.stage(BuildStage.STARTING);
    }
    kaniko.accept(line);
  }

  /** A line of the service's own. */
  synchronized void say(String line) {
    progress.log(line);
  }

  /** Waits until all of it was read, of a pod that ended. */
  void awaitEnd() throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (reader != null && !reader.join(LOOK)) {
      PodLog log = current;
      if (log != null) {
        log.cutIfSilent(SILENCE);
      }
      if (System.nanoTime() > giveUp) {
        say("The end of the pod's log could not be read.");
        reader.interrupt();
        reader.join();
      }
    }
  }

  /** Reads no more. */
  void stop() {
    if (reader != null) {
      reader.interrupt();
    }
  }

  /** What it shows of kaniko's work. */
  KanikoOutput kaniko() {
    return kaniko;
  }
}
