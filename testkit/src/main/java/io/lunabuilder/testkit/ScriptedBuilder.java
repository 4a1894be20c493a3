package io.lunabuilder.testkit;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuilderName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A builder that builds nothing: a test says, attempt by attempt, what happens. */
public final class ScriptedBuilder implements ImageBuilder {
  private static final long PATIENCE_SECONDS = 30;

  private final BuilderName name;
  private final BlockingQueue<ScriptedBuild> started = new LinkedBlockingQueue<>();
  private final Map<String, ScriptedBuild> survivors = new ConcurrentHashMap<>();

  /** A builder that requests call {@code name}. */
  public ScriptedBuilder(BuilderName name) {
    this.name = name;
  }

  @Override
  public BuilderName name() {
    return name;
  }

  @Override
  public RunningBuild start(BuildJob.InProgress job, BuildProgress progress) {
    ScriptedBuild build = new ScriptedBuild(job, progress);
    started.add(build);
    return build;
  }

  @Override
  public Optional<RunningBuild> adopt(BuildJob.InProgress job, BuildProgress progress) {
    return Optional.ofNullable(survivors.remove(key(job)))
        .map(build -> build.reportingTo(progress));
  }

  /** Waits for the next attempt that a runner starts. */
  public ScriptedBuild next() throws InterruptedException {
    ScriptedBuild build = started.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (build == null) {
      throw new AssertionError("no attempt was started");
    }
    return build;
  }

  /** Was no attempt started that {@link #next} has not given? */
  public boolean isIdle() {
    return started.isEmpty();
  }

  /** An attempt of a process that died, which itself goes on and can be adopted. */
  public ScriptedBuild surviving(BuildJob.InProgress job) {
    ScriptedBuild build = new ScriptedBuild(job, NOBODY);
    survivors.put(key(job), build);
    return build;
  }

  private static String key(BuildJob.InProgress job) {
    return job.id() + "-" + job.attempt();
  }

  private static final BuildProgress NOBODY =
      new BuildProgress() {
        @Override
        public void stage(BuildStage stage) {}

        @Override
        public void log(String line) {}

        @Override
        public void repeat() {}
      };
}
