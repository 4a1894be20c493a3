import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lunabuilder.application.BuildIds;
import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.application.port.LogSlice;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildOrder;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.BuiltImage;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.domain.Origin;
import io.lunabuilder.domain.Placement;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.domain.Tag;
import io.lunabuilder.redis.RedisAddress;
import io.lunabuilder.redis.RedisStore;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Figures of the store in Redis. The first argument is its URL, the second what to measure; each
 * figure is printed as a line {@code NAME NUMBER}.
 */
public final class RedisFigures {
  private static final int AT_ONCE = 64;
  private static final int SAMPLES = 1_000;
  private static final int WARMING_TURNS = 3;
  private static final int TURNS = 11;
  private static final RunnerName RUNNER = new RunnerName("bench");
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final BuildIds IDS = new BuildIds(InstantSource.system(), new SecureRandom());

  private RedisFigures() {}

  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    switch (arguments[1]) {
      case "pipelined" -> pipelined(url, Integer.parseInt(arguments[2]));
      case "stored" -> stored(url, Arrays.copyOfRange(arguments, 2, arguments.length));
      case "log" -> log(url, Integer.parseInt(arguments[2]));
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }

  /** The same step as ours, sent by Lettuce alone, so many at a time as the clients of ours. */
  private static void pipelined(String url, int seconds) throws Exception {
    RedisClient client = RedisClient.create(url);
    RedisAsyncCommands<String, String> commands = client.connect().async();
    String script = commands.scriptLoad(resource("prelude") + "\n" + resource("submit")).get();
    String order =
        "{\"created\":\"2026-01-02T12:00:00.123456789Z\",\"spec\":{\"archive\":\"upload://"
            + UUID.randomUUID()
            + "\",\"image\":{\"repository\":\"team/app\",\"tag\":\"1\"},\"builder\":\"local_kaniko\","
            + "\"options\":{\"dockerfile\":\"Dockerfile\",\"context\":\"\",\"cache\":false}}}";
    Semaphore free = new Semaphore(AT_ONCE);
    AtomicLong answers = new AtomicLong();
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    String[] keys = {"{bare}"};
    while (System.nanoTime() < end) {
      free.acquire();
      commands
          .evalsha(script, ScriptOutputType.MULTI, keys, IDS.next().toString(), "", order, "1", "")
          .whenComplete((answer, failure) -> {
            answers.incrementAndGet();
            free.release();
          });
    }
    print("pipelined", answers.get() / seconds);
    client.shutdown();
  }

  private static String resource(String name) throws IOException {
    try (InputStream script = RedisStore.class.getResourceAsStream(name + ".lua")) {
      return new String(script.readAllBytes(), UTF_8);
    }
  }

  /**
   * Fills a store for each of these numbers with so many finished builds, then measures them in
   * turns, so that what else the machine does meets them all alike.
   */
  private static void stored(String url, String[] counts) throws Exception {
    RedisClient client = RedisClient.create(url);
    List<Filled> stores = new ArrayList<>();
    for (String count : counts) {
      RedisStore store = open(url);
      long before = memory(client);
      fill(store.builds(), Integer.parseInt(count));
      print("bytes_" + count, (memory(client) - before) / Integer.parseInt(count));
      stores.add(new Filled(count, store, new ArrayList<>(), new ArrayList<>()));
    }
    for (int turn = -WARMING_TURNS; turn < TURNS; turn++) {
      for (Filled filled : stores) {
        measure(filled, turn >= 0);
      }
    }
    stores.forEach(RedisFigures::print);
    stores.forEach(filled -> filled.store().close());
    client.shutdown();
  }

  /** A store with so many builds, and what each turn measured on it, in nanoseconds, in order. */
  private record Filled(String count, RedisStore store, List<long[]> claims, List<long[]> pages) {}

  private static long memory(RedisClient client) {
    String info = client.connect().sync().info("memory");
    return info.lines()
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length()).strip()))
        .findFirst()
        .orElseThrow();
  }

  private static void fill(BuildStore store, int more) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < AT_ONCE; thread++) {
        int share = more / AT_ONCE + (thread < more % AT_ONCE ? 1 : 0);
        threads.submit(() -> {
          for (int i = 0; i < share; i++) {
            store.submit(build(), null);
            finish(store, store.claim(RUNNER, LEASE, Instant.now()).orElseThrow());
          }
        });
      }
    }
  }

  /** What is measured is deleted again, so that the number of builds stays. */
  private static void measure(Filled filled, boolean counts) {
    BuildStore store = filled.store().builds();
    long[] claims = new long[SAMPLES];
    long[] pages = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      store.submit(build(), null);
      long begin = System.nanoTime();
      Claim claim = store.claim(RUNNER, LEASE, Instant.now()).orElseThrow();
      claims[i] = System.nanoTime() - begin;
      finish(store, claim);
      begin = System.nanoTime();
      store.list(BuildFilter.ALL, 20, null);
      pages[i] = System.nanoTime() - begin;
      store.delete(claim.job().id());
    }
    Arrays.sort(claims);
    Arrays.sort(pages);
    if (counts) {
      filled.claims().add(claims);
      filled.pages().add(pages);
    }
  }

  private static void print(Filled filled) {
    for (int percent : new int[] {50, 99}) {
      print("claim_p" + percent + "_us_" + filled.count(), median(filled.claims(), percent));
      print("page_p" + percent + "_us_" + filled.count(), median(filled.pages(), percent));
    }
  }

  /** The percentile of each turn, and of these the middle one, in microseconds. */
  private static long median(List<long[]> turns, int percent) {
    long[] each = turns.stream().mapToLong(turn -> turn[SAMPLES * percent / 100]).sorted().toArray();
    return each[each.length / 2] / 1000;
  }

  /** One writer, so many followers in this process; ends when all have read everything. */
  private static void log(String url, int followers) throws Exception {
    byte[] piece = "Step 7/12 : RUN make all and print lines as builds do\n".repeat(600).getBytes(UTF_8);
    int pieces = 400;
    long end = (long) piece.length * pieces;
    try (RedisStore store = open(url);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      BuildId id = IDS.next();
      BuildLog log = store.log();
      AtomicLong read = new AtomicLong();
      long begin = System.nanoTime();
      for (int follower = 0; follower < followers; follower++) {
        threads.submit(() -> follow(log, id, end, read));
      }
      for (int i = 0; i < pieces; i++) {
        log.append(id, piece);
      }
      double written = (System.nanoTime() - begin) / 1e9;
      threads.shutdown();
      threads.awaitTermination(10, TimeUnit.MINUTES);
      double all = (System.nanoTime() - begin) / 1e9;
      print("log_written_kb_per_s_" + followers, (long) (end / written / 1000));
      print("log_read_kb_per_s_" + followers, (long) (read.get() / all / 1000));
    }
  }

  private static void follow(BuildLog log, BuildId id, long end, AtomicLong read) {
    long offset = 0;
    try {
      while (offset < end) {
        log.awaitGrowth(id, offset, Duration.ofSeconds(10));
        LogSlice slice = log.read(id, offset, 1 << 20);
        read.addAndGet(slice.bytes().length);
        offset = slice.next();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RedisStore open(String url) {
    return RedisStore.open(
        RedisAddress.parse(url),
        "bench-" + UUID.randomUUID(),
        RedisStore.USUAL_LOG_BYTES,
        () -> Duration.ofHours(1),
        InstantSource.system());
  }

  private static BuildJob.Pending build() {
    BuildSpec spec =
        new BuildSpec(
            Archive.at(new ArchiveLink("upload://94eb54ab-e654-46cd-9143-c4226eb37ba7")),
            new ImageReference("registry.example.com:5000", "team/application", new Tag("1.4.2")),
            new BuilderName("local_kaniko"),
            new Placement.Local(),
            BuildOptions.DEFAULT);
    return new BuildJob.Pending(new BuildOrder(IDS.next(), spec, Instant.now(), Origin.UNKNOWN));
  }

  private static void finish(BuildStore store, Claim claim) {
    BuiltImage image =
        new BuiltImage(
            claim.job().spec().image(),
            new Digest("sha256:da27a665a72896006b04284704768734e0611f19e36e03aaa24cd72f3a85bca2"),
            123_456_789);
    store.record(
        claim.job().finish(new BuildOutcome.Completed(image), Instant.now()), claim.token());
  }

  private static void print(String name, long number) {
    System.out.println(name + " " + number);
  }
}
