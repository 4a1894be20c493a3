package io.lunabuilder.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStatus;
import io.lunabuilder.redis.RedisAddress;
import io.lunabuilder.redis.RedisStore;
import io.lunabuilder.testkit.redis.RedisOptions;
import io.lunabuilder.testkit.redis.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Three services on one Redis, a thousand builds, kill -9 of a service each second and of Redis
 * twice. Ends with 0 when each build ended exactly once, else with 1.
 */
final class RedisDrill {
  private static final int BUILDS = 1_000;
  private static final int CALLERS = 8;
  private static final int SERVICES = 3;
  private static final Duration SUBMITTING = Duration.ofMinutes(1);
  private static final Duration KILLING = Duration.ofMinutes(2);
  private static final Duration LAST_WAIT = Duration.ofMinutes(1);
  private static final Duration BUILD_TIME = Duration.ofMillis(100);

  private final Path folder;
  private final RedisServer redis;
  private final DrillServices services;
  private final DrillCaller caller;
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> ends = new ConcurrentHashMap<>();
  private final AtomicInteger submitted = new AtomicInteger();
  private final long began = System.nanoTime();
  private int restarts;

  private RedisDrill(Path folder, RedisServer redis, DrillServices services, DrillCaller caller) {
    this.folder = folder;
    this.redis = redis;
    this.services = services;
    this.caller = caller;
  }

  /** Argument: an empty folder for what the services keep. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    List<String> faults;
    try (RedisServer redis = RedisServer.startOrSkip(RedisOptions.plain().durable());
        DrillServices services = services(folder, redis);
        DrillCaller caller = new DrillCaller(services)) {
      faults = new RedisDrill(folder, redis, services, caller).run();
    }
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  private static DrillServices services(Path folder, RedisServer redis) throws Exception {
    Map<String, String> settings =
        Map.of(
            "LUNA_BUILDER_REDIS_DB_ADDRESS",
            redis.url(),
            "LUNA_BUILDER_UPLOADS_DIR",
            folder.resolve("uploads").toString(),
            "LUNA_BUILDER_LEASE",
            "3s",
            "LUNA_BUILDER_WORKERS",
            "4");
    List<String> arguments =
        List.of(ledger(folder).toString(), Long.toString(BUILD_TIME.toMillis()));
    return new DrillServices(SERVICES, folder, settings, arguments, new Random());
  }

  private static Path ledger(Path folder) {
    return folder.resolve("ledger");
  }

  private List<String> run() throws Exception {
    String archive = caller.upload();
    try (RedisStore witness =
            RedisStore.open(
                RedisAddress.parse(redis.url()),
                RedisStore.USUAL_PREFIX,
                RedisStore.USUAL_LOG_BYTES,
                () -> Duration.ofDays(1),
                InstantSource.system());
        Subscription _ = witness.builds().watch(this::witness)) {
      List<Thread> callers = submit(archive);
      disturb(witness.builds());
      for (Thread thread : callers) {
        thread.join();
      }
      awaitAll();
    }
    Map<String, JsonNode> told = caller.builds();
    Ledger ledger =
        Files.exists(ledger(folder)) ? Ledger.read(ledger(folder)) : new Ledger(List.of());
    List<String> faults = new ArrayList<>(DrillVerdict.faults(accepted, told, ledger, ends));
    if (accepted.size() != BUILDS) {
      faults.add("only " + accepted.size() + " of " + BUILDS + " were accepted");
    }
    report(told, ledger, faults);
    return faults;
  }

  private void witness(BuildJob job) {
    if (job instanceof BuildJob.Finished) {
      ends.merge(job.id().toString(), 1, Integer::sum);
    }
  }

  /** Builds come evenly over the time, whoever is there to take them. */
  private List<Thread> submit(String archive) {
    return IntStream.range(0, CALLERS)
        .mapToObj(_ -> Thread.ofVirtual().start(() -> submitAll(archive)))
        .toList();
  }

  private void submitAll(String archive) {
    try {
      for (int n = submitted.getAndIncrement(); n < BUILDS; n = submitted.getAndIncrement()) {
        Duration due = SUBMITTING.multipliedBy(n).dividedBy(BUILDS).minus(passed());
        Thread.sleep(due.isNegative() ? Duration.ZERO : due);
        accepted.add(caller.submit(archive, "drill-" + n));
      }
    } catch (Exception e) {
      System.err.println("drill: a caller gave up: " + e);
    }
  }

  private Duration passed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Until all builds are over, or enough was killed to give a verdict. */
  private void disturb(BuildStore store) throws Exception {
    Duration next = passed();
    while (!allEnded(store) && passed().compareTo(KILLING) < 0) {
      next = next.plusSeconds(1);
      Thread.sleep(Duration.ofNanos(Math.max(0, next.minus(passed()).toNanos())));
      if (restarts < 2 && accepted.size() > BUILDS * (restarts + 1) / 3) {
        redis.kill();
        Thread.sleep(Duration.ofSeconds(2));
        redis.start();
        restarts++;
      }
      services.killAny();
      System.err.printf(
          "drill: %d s, %d accepted, %d ended, %d kills%n",
          passed().toSeconds(), accepted.size(), ends.size(), services.kills());
    }
  }

  /** Announcements may be missed while Redis is away, so the ends are not counted by them. */
  private boolean allEnded(BuildStore store) {
    return accepted.size() == BUILDS
        && Stream.of(BuildStatus.PENDING, BuildStatus.IN_PROGRESS)
            .map(status -> store.list(BuildFilter.by(status), 1, null))
            .allMatch(page -> page.builds().isEmpty());
  }

  /** An announcement may be missed while Redis is away, so the service is asked. */
  private void awaitAll() throws Exception {
    Duration giveUp = passed().plus(LAST_WAIT);
    while (passed().compareTo(giveUp) < 0
        && caller.builds().values().stream().anyMatch(build -> !build.hasNonNull("end_time"))) {
      Thread.sleep(Duration.ofSeconds(1));
    }
  }

  private void report(Map<String, JsonNode> told, Ledger ledger, List<String> faults) {
    long completed = told.values().stream().filter(DrillVerdict::completed).count();
    long takeOvers = told.values().stream().mapToInt(b -> b.path("attempt").asInt() - 1).sum();
    row("builds accepted", accepted.size());
    row("builds completed", completed);
    row("builds killed three times", told.values().stream().filter(DrillVerdict::givenUp).count());
    row("attempts begun", ledger.all(Ledger.Event.BEGUN).size());
    row("attempts that came to an image", ledger.all(Ledger.Event.BUILT).size());
    row("take-overs", takeOvers);
    row("ends announced", ends.size());
    row("kills of a service", services.kills());
    row("restarts of Redis", restarts);
    row("answers 503 to callers", caller.refusals());
    row("requests without an answer", caller.breaks());
    row("seconds", passed().toSeconds());
    faults.forEach(fault -> System.out.println("FAULT: " + fault));
    System.out.println(
        "verdict: " + (faults.isEmpty() ? "each ended exactly once" : "NOT each ended once"));
  }

  private static void row(String what, long count) {
    System.out.printf("%-32s %8d%n", what, count);
  }
}
