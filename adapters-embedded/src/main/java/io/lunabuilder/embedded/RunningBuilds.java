package io.lunabuilder.embedded;

import io.lunabuilder.domain.BuildId;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The builds that runners have, and until when. Leases end by this process's monotonic clock: what
 * a previous process left is void from the beginning. Changed under the store's lock.
 */
final class RunningBuilds {

  /** A token that no runner was ever given. */
  private static final long VOID = 0;

  private final MVMap<Long, String> running;
  private final Map<BuildId, Held> held = new ConcurrentHashMap<>();

  /**
   * A build with a lease.
   *
   * @param end reading of {@link System#nanoTime} after which another runner may take it
   */
  record Held(BuildId id, long sequence, long token, long end) {
    boolean isOver(long nanoTime) {
      return token == VOID || nanoTime - end >= 0;
    }
  }

  RunningBuilds(StoreFile file) {
    this.running = file.line("running");
    running.forEach((sequence, text) -> {
      BuildId id = new BuildId(UUID.fromString(text));
      held.put(id, new Held(id, sequence, VOID, 0));
    });
  }

  void add(BuildId id, long sequence, long token, Duration lease) {
    running.put(sequence, id.toString());
    extend(id, sequence, token, lease);
  }

  void extend(BuildId id, long sequence, long token, Duration lease) {
    held.put(id, new Held(id, sequence, token, System.nanoTime() + lease.toNanos()));
  }

  void remove(BuildId id, long sequence) {
    running.remove(sequence);
    held.remove(id);
  }

  /**
   * The lease with this very token, whether or not its time is over: nobody else took the build
   * yet.
   */
  Optional<Held> heldWith(BuildId id, long token) {
    return Optional.ofNullable(held.get(id)).filter(h -> token != VOID && h.token() == token);
  }

  /** The build of the lowest sequence whose lease is over. */
  Optional<Held> firstLeft() {
    long now = System.nanoTime();
    return held.values().stream()
        .filter(h -> h.isOver(now))
        .min(Comparator.comparingLong(Held::sequence));
  }

  /** How many builds before {@code sequence} can be claimed since their lease is over. */
  long leftBefore(long sequence) {
    long now = System.nanoTime();
    return held.values().stream().filter(h -> h.sequence() < sequence && h.isOver(now)).count();
  }

  /** How long until some lease is over; null when no build has one. */
  @Nullable Duration untilFirstLeft() {
    long now = System.nanoTime();
    Duration shortest = null;
    for (Held h : held.values()) {
      Duration wait = h.isOver(now) ? Duration.ZERO : Duration.ofNanos(h.end() - now);
      shortest = shortest == null || wait.compareTo(shortest) < 0 ? wait : shortest;
    }
    return shortest;
  }
}
