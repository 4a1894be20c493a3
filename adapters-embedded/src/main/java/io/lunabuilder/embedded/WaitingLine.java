package io.lunabuilder.embedded;

import io.lunabuilder.domain.BuildId;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The builds that no runner has, in the order in which they were accepted. One that was handed back
 * has its old place, and may not be due yet. Called under the store's lock, but for {@link #place}.
 */
final class WaitingLine {
  private final MVMap<Long, String> line;
  private final MVMap<Long, Long> notBefore;

  WaitingLine(StoreFile file) {
    this.line = file.line("queue");
    this.notBefore = file.times("delayed");
  }

  void add(long sequence, BuildId id, @Nullable Instant due) {
    line.put(sequence, id.toString());
    if (due == null) {
      notBefore.remove(sequence);
    } else {
      notBefore.put(sequence, due.toEpochMilli());
    }
  }

  void remove(long sequence) {
    line.remove(sequence);
    notBefore.remove(sequence);
  }

  /** The lowest sequence that is due. */
  OptionalLong firstDue(Instant now) {
    Long sequence = line.firstKey();
    while (sequence != null) {
      if (untilDue(sequence, now).isZero()) {
        return OptionalLong.of(sequence);
      }
      sequence = line.higherKey(sequence);
    }
    return OptionalLong.empty();
  }

  /** How long until some build is due; null when none waits. */
  @Nullable Duration untilFirstDue(Instant now) {
    Duration shortest = null;
    Long sequence = line.firstKey();
    while (sequence != null) {
      Duration wait = untilDue(sequence, now);
      if (wait.isZero()) {
        return wait;
      }
      shortest = shortest == null || wait.compareTo(shortest) < 0 ? wait : shortest;
      sequence = line.higherKey(sequence);
    }
    return shortest;
  }

  private Duration untilDue(long sequence, Instant now) {
    Long due = notBefore.get(sequence);
    long millis = due == null ? 0 : Math.max(0, due - now.toEpochMilli());
    return Duration.ofMillis(millis);
  }

  /** The next sequence after {@code sequence}; null at the end. */
  @Nullable Long after(long sequence) {
    return line.higherKey(sequence);
  }

  /** The build at a sequence that is in the line. */
  BuildId at(long sequence) {
    return new BuildId(UUID.fromString(line.get(sequence)));
  }

  /** How many builds are in the line. Needs no lock. */
  long size() {
    return line.sizeAsLong();
  }

  /** How many builds of the line are before {@code sequence}. Needs no lock. */
  long place(long sequence) {
    long index = line.getKeyIndex(sequence);
    return index >= 0 ? index : -(index + 1);
  }
}
