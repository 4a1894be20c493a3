package io.lunabuilder.testkit.model;

import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.testkit.Builds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the callers of one history know in common: what was submitted, who claimed what, what time
 * it is, and what was done so far. For any number of threads.
 */
final class Memory {
  private final List<Submitted> submitted = new CopyOnWriteArrayList<>();
  private final List<Claimed> claims = new CopyOnWriteArrayList<>();
  private final List<String> journal = new CopyOnWriteArrayList<>();
  private final AtomicInteger builds = new AtomicInteger();
  private final AtomicLong seconds = new AtomicLong();

  /** A build as it was submitted. */
  record Submitted(BuildJob.Pending build, @Nullable IdempotencyKey key) {}

  /** A build as the runner that claimed it last saw it. */
  static final class Claimed {
    private final long token;
    volatile BuildJob.InProgress job;

    Claimed(Claim claim) {
      this.token = claim.token();
      this.job = claim.job();
    }

    BuildId id() {
      return job.id();
    }

    long token() {
      return token;
    }
  }

  /** A second later than ever before. */
  Instant tick() {
    return Builds.NOON.plusSeconds(seconds.incrementAndGet());
  }

  /** Lets an hour go by. */
  void pass() {
    seconds.addAndGet(3600);
  }

  /** A build with a number of its own, which the name of its image tells. */
  BuildJob.Pending newBuild() {
    return Builds.pending("build:" + builds.incrementAndGet(), tick());
  }

  void remember(BuildJob.Pending build, @Nullable IdempotencyKey key) {
    submitted.add(new Submitted(build, key));
  }

  void remember(Claim claim) {
    claims.add(new Claimed(claim));
  }

  List<Submitted> submitted() {
    return submitted;
  }

  List<Claimed> claims() {
    return claims;
  }

  /** What was submitted {@code back} before the last submission; empty when nothing was so far. */
  Optional<Submitted> submitted(int back) {
    return fromEnd(submitted, back);
  }

  /** The claim {@code back} before the last one; empty when there was none so far. */
  Optional<Claimed> claimed(int back) {
    return fromEnd(claims, back);
  }

  private static <T> Optional<T> fromEnd(List<T> list, int back) {
    List<T> now = List.copyOf(list);
    return now.isEmpty()
        ? Optional.empty()
        : Optional.of(now.get(now.size() - 1 - back % now.size()));
  }

  /** Keeps a line for who has to find out what went wrong, with builds by their numbers. */
  void note(String line) {
    journal.add(line);
  }

  /** All lines, the first first. */
  String journal() {
    String lines = String.join("\n", journal);
    for (Submitted one : submitted) {
      lines = lines.replace(one.build().id().toString(), one.build().spec().image().toString());
    }
    return lines;
  }
}
