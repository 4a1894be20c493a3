package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.LogMarks;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.CountedSlots;
import io.lunabuilder.testkit.InMemoryBuildLog;
import io.lunabuilder.testkit.InMemoryBuildStore;
import io.lunabuilder.testkit.InMemoryImageRegistry;
import io.lunabuilder.testkit.ManualClock;
import io.lunabuilder.testkit.ScriptedBuilder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Runners over fakes of everything around them. */
final class RunnerRig implements AutoCloseable {
  static final ImageReference IMAGE = Builds.reference("registry.local:5000/hello:1");
  static final Digest DIGEST = new Digest("sha256:" + "a".repeat(64));
  static final BuilderResult PUSHED = new BuilderResult.Pushed(IMAGE, DIGEST);
  static final BuilderResult SAVED = new BuilderResult.Saved(IMAGE, DIGEST, 1234);
  static final String SECRET = "hunter2-hunter2";

  /** So short that a runner soon notices what it only asks for when it renews. */
  static final Duration LEASE = Duration.ofMillis(30);

  static final RunnerName OTHER = new RunnerName("runner-elsewhere");
  private static final long PATIENCE_SECONDS = 30;

  final ManualClock clock = new ManualClock(Builds.NOON);
  final InMemoryBuildStore store = new InMemoryBuildStore(clock);
  final InMemoryBuildLog log = new InMemoryBuildLog();
  final ScriptedBuilder builder = new ScriptedBuilder(BuilderName.LOCAL_KANIKO);
  final InMemoryImageRegistry registry = new InMemoryImageRegistry();
  final BlockingQueue<BuildJob> changes = new LinkedBlockingQueue<>();

  /** The first words of the names of threads that marked their lines, by build. */
  final Map<BuildId, Set<String>> marked = new ConcurrentHashMap<>();

  final CountedSlots slots = new CountedSlots(1);
  private final Subscription subscription = store.watch(changes::add);
  private final Lock turn = new ReentrantLock();
  private final Deque<BuildRunner> runners = new ArrayDeque<>();

  /** Limits that are never reached, a short lease, three attempts. */
  static RunnerSettings settings() {
    return new RunnerSettings(
        new RunnerName("runner-here"),
        LEASE,
        Duration.ofHours(1),
        Duration.ofHours(1),
        3,
        Duration.ofSeconds(5));
  }

  BuildRunner startRunner() {
    return startRunner(settings());
  }

  BuildRunner startRunner(RunnerSettings settings) {
    LogMask mask = new LogMask(List.of(SECRET));
    LogMarks marks =
        order -> {
          String thread = Thread.currentThread().getName();
          marked
              .computeIfAbsent(order.id(), _ -> ConcurrentHashMap.newKeySet())
              .add(thread.substring(0, thread.indexOf(' ')));
          return () -> {};
        };
    BuildAttempt attempt =
        new BuildAttempt(store, log, List.of(builder), registry, mask, marks, settings, clock);
    BuildRunner runner = BuildRunner.start(store, slots, () -> attempt, settings, clock, turn);
    runners.push(runner);
    return runner;
  }

  BuildId submit() {
    BuildJob.Pending build = Builds.pending("registry.local:5000/hello:1");
    store.submit(build, null);
    return build.id();
  }

  /** A build of which a runner of another process recorded {@code change} and was gone. */
  BuildStore.Claim abandoned(UnaryOperator<BuildJob.InProgress> change) {
    BuildStore.Claim claim = store.claim(OTHER, Duration.ZERO, clock.instant()).orElseThrow();
    store.record(change.apply(claim.job()), claim.token());
    return claim;
  }

  /** Waits for a change of the build after which {@code condition} holds. */
  <T extends BuildJob> T awaitState(BuildId id, Class<T> type, Predicate<T> condition)
      throws InterruptedException {
    while (true) {
      BuildJob change = changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (change == null) {
        throw new AssertionError("it never came to that; the build is " + store.find(id));
      }
      if (change.id().equals(id) && type.isInstance(change) && condition.test(type.cast(change))) {
        return type.cast(change);
      }
    }
  }

  BuildJob.Finished awaitEnd(BuildId id) throws InterruptedException {
    return awaitState(id, BuildJob.Finished.class, _ -> true);
  }

  BuildOutcome outcome(BuildId id) throws InterruptedException {
    return awaitEnd(id).outcome();
  }

  /** Waits until the build waits for its next attempt. */
  BuildJob.InProgress awaitHandBack(BuildId id) throws InterruptedException {
    return awaitState(id, BuildJob.InProgress.class, job -> job.lease() == null);
  }

  @Override
  public void close() {
    runners.forEach(BuildRunner::close);
    subscription.close();
    store.close();
  }
}
