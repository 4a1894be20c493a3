package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.ApiException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Follows the output of one container, line by line. A stream that breaks is opened again two
 * seconds before the last line; what was told already is known by its time and left out.
 */
final class PodLog {
  private static final System.Logger LOG = System.getLogger(PodLog.class.getName());
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration PAUSE_AFTER_END = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(30);
  private static final int SERVER_ERROR = 500;

  /** Credentials that are renewed at the moment, and too many questions. */
  private static final Set<Integer> PASSING = Set.of(401, 408, 429);

  /** The API takes whole seconds, and times of two streams of one container can be mixed. */
  private static final Duration OVERLAP = Duration.ofSeconds(2);

  private static final int LONGEST_LINE = 1 << 20;

  private final Cluster cluster;
  private final PodIdentity pod;
  private final String container;
  private final Consumer<String> lines;
  private final Deque<Instant> told = new ArrayDeque<>();
  private Instant newest = Instant.EPOCH;
  private volatile @Nullable Call open;
  private volatile long heard = System.nanoTime();

  PodLog(Cluster cluster, PodIdentity pod, String container, Consumer<String> lines) {
    this.cluster = cluster;
    this.pod = pod;
    this.container = container;
    this.lines = lines;
  }

  /**
   * Tells all lines, from the first to the container's last. A stream can end before anybody knows
   * that the container did, so what it printed is complete only once it was read after that.
   *
   * @param watched tells of the container's pod
   * @param ended did the container end?
   */
  void follow(WatchedPod watched, BooleanSupplier ended) throws InterruptedException {
    Duration pause = SHORTEST_PAUSE;
    while (true) {
      boolean last = ended.getAsBoolean();
      Instant before = newest;
      Reading reading = readOnce(!last);
      if (last && reading != Reading.BROKEN) {
        return;
      }
      switch (reading) {
        case REFUSED -> watched.awaitUntil(ended, PAUSE_AFTER_REFUSAL);
        case COMPLETE -> watched.awaitUntil(ended, PAUSE_AFTER_END);
        case BROKEN -> {
          pause = newest.equals(before) ? longer(pause) : SHORTEST_PAUSE;
          Thread.sleep(pause);
        }
      }
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** How it went to read the log. */
  private enum Reading {
    /** It is not given. Of a container that runs, as all that are read, this does not pass soon. */
    REFUSED,
    /** Up to its end, as it was then. */
    COMPLETE,
    /** It broke off, or the API server is in trouble. */
    BROKEN
  }

  private Reading readOnce(boolean follow) {
    try (Response answer = answer(follow)) {
      if (answer.isSuccessful()) {
        read(answer.body().source());
        return Reading.COMPLETE;
      }
      boolean refused = answer.code() < SERVER_ERROR && !PASSING.contains(answer.code());
      return refused ? Reading.REFUSED : Reading.BROKEN;
    } catch (IOException | ApiException e) {
      LOG.log(System.Logger.Level.DEBUG, "The log of {0} broke off: {1}", pod, e.getMessage());
      return Reading.BROKEN;
    }
  }

  private Response answer(boolean follow) throws ApiException, IOException {
    Call call = cluster.log(pod, container, since(), follow);
    open = call;
    heard = System.nanoTime();
    return call.execute();
  }

  /** Of a container that ended, a stream that is silent and open is of no use: it is cut. */
  void cutIfSilent(Duration since) {
    Call call = open;
    if (call != null && System.nanoTime() - heard > since.toNanos()) {
      call.cancel();
    }
  }

  private String since() {
    return newest.equals(Instant.EPOCH)
        ? ""
        : newest.minus(OVERLAP).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void read(BufferedSource source) throws IOException {
    Map<Instant, Integer> known = new HashMap<>();
    told.forEach(time -> known.merge(time, 1, Integer::sum));
    while (!source.exhausted()) {
      tell(line(source), known);
    }
  }

  /** A line that is longer than anybody reads is told in pieces. */
  private static String line(BufferedSource source) throws IOException {
    long end = source.indexOf((byte) '\n', 0, LONGEST_LINE);
    if (end >= 0) {
      String line = source.readUtf8(end);
      source.skip(1);
      return line;
    }
    return source.request(LONGEST_LINE) ? source.readUtf8(LONGEST_LINE) : source.readUtf8();
  }

  private void tell(String stamped, Map<Instant, Integer> known) {
    heard = System.nanoTime();
    int space = stamped.indexOf(' ');
    Instant time = time(space < 0 ? stamped : stamped.substring(0, space));
    if (time.equals(Instant.EPOCH)) {
      lines.accept(stamped);
      return;
    }
    if (known.getOrDefault(time, 0) > 0) {
      known.merge(time, -1, Integer::sum);
      return;
    }
    lines.accept(space < 0 ? "" : stamped.substring(space + 1));
    remember(time);
  }

  private void remember(Instant time) {
    told.addLast(time);
    if (time.isAfter(newest)) {
      newest = time;
      Instant old = newest.minus(OVERLAP).truncatedTo(ChronoUnit.SECONDS);
      while (!told.isEmpty() && told.getFirst().isBefore(old)) {
        told.removeFirst();
      }
    }
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
