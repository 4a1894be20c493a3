package io.lunabuilder.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.LogSlice;
import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.domain.BuildId;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Build logs that are gone with their process, capped, and that tests can make fail. */
public final class InMemoryBuildLog implements BuildLog {
  private final int head;
  private final int tail;
  private final InstantSource clock;
  private final Map<BuildId, Kept> logs = new HashMap<>();
  private int failures;

  /**
   * @param head bytes that are kept from the beginning of a log
   * @param tail bytes that are kept before its end
   */
  public InMemoryBuildLog(int head, int tail) {
    this(head, tail, InstantSource.system());
  }

  private InMemoryBuildLog(int head, int tail, InstantSource clock) {
    this.head = head;
    this.tail = tail;
    this.clock = clock;
  }

  /** Logs of up to a mebibyte and a half, of which the middle is dropped. */
  public InMemoryBuildLog() {
    this(InstantSource.system());
  }

  /**
   * The same.
   *
   * @param clock says when something was added
   */
  public InMemoryBuildLog(InstantSource clock) {
    this(1 << 19, 1 << 20, clock);
  }

  /** One log: its bytes without those that were dropped after the head. */
  private static final class Kept {
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private byte[] tail = {};
    private long end;
    private boolean sealed;
    private Instant lastChange = Instant.MIN;
  }

  /** The next {@code appends} fail, as those to a log that cannot be reached. */
  public synchronized void failNext(int appends) {
    failures = appends;
  }

  /** The whole log as text, without what was dropped. */
  public synchronized String text(BuildId id) {
    Kept log = logs.getOrDefault(id, new Kept());
    return log.head.toString(UTF_8) + new String(log.tail, UTF_8);
  }

  /** Was it said that no more comes? */
  public synchronized boolean isSealed(BuildId id) {
    return logs.getOrDefault(id, new Kept()).sealed;
  }

  @Override
  public synchronized long append(BuildId id, byte[] text) {
    if (failures > 0) {
      failures--;
      throw new StoreUnavailableException(
          "made unavailable by a test", new IllegalStateException("made unavailable by a test"));
    }
    Kept log = logs.computeIfAbsent(id, _ -> new Kept());
    if (!log.sealed) {
      grow(log, text);
      notifyAll();
    }
    return log.end;
  }

  private void grow(Kept log, byte[] text) {
    int toHead = Math.min(head - log.head.size(), text.length);
    log.head.write(text, 0, toHead);
    byte[] grown = Arrays.copyOf(log.tail, log.tail.length + text.length - toHead);
    System.arraycopy(text, toHead, grown, log.tail.length, text.length - toHead);
    log.tail = Arrays.copyOfRange(grown, Math.max(0, grown.length - tail), grown.length);
    log.end += text.length;
    log.lastChange = clock.instant();
  }

  @Override
  public synchronized LogSlice read(BuildId id, long offset, int atMost) {
    Kept log = logs.get(id);
    if (log == null || offset >= log.end) {
      return new LogSlice(offset, new byte[0]);
    }
    long tailStart = log.end - log.tail.length;
    if (offset < log.head.size()) {
      byte[] kept = tailStart > log.head.size() ? log.head.toByteArray() : whole(log);
      return slice(kept, 0, offset, atMost);
    }
    return slice(log.tail, tailStart, Math.max(offset, tailStart), atMost);
  }

  private static byte[] whole(Kept log) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(log.head.toByteArray());
    all.writeBytes(log.tail);
    return all.toByteArray();
  }

  private static LogSlice slice(byte[] kept, long start, long offset, int atMost) {
    int from = (int) (offset - start);
    return new LogSlice(
        offset, Arrays.copyOfRange(kept, from, Math.min(kept.length, from + atMost)));
  }

  @Override
  public synchronized long end(BuildId id) {
    Kept log = logs.get(id);
    return log == null ? 0 : log.end;
  }

  @Override
  public synchronized boolean awaitGrowth(BuildId id, long offset, Duration atMost)
      throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    while (end(id) <= offset && !isSealed(id)) {
      long millis = Duration.ofNanos(until - System.nanoTime()).toMillis();
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  @Override
  public synchronized void seal(BuildId id) {
    Kept log = logs.computeIfAbsent(id, _ -> new Kept());
    log.sealed = true;
    log.lastChange = clock.instant();
    notifyAll();
  }

  @Override
  public synchronized void delete(BuildId id) {
    logs.remove(id);
    notifyAll();
  }

  @Override
  public synchronized int purge(Instant time, int atMost) {
    List<BuildId> old =
        logs.entrySet().stream()
            .filter(log -> log.getValue().sealed && log.getValue().lastChange.isBefore(time))
            .map(Map.Entry::getKey)
            .limit(atMost)
            .toList();
    old.forEach(this::delete);
    return old.size();
  }

  @Override
  public void close() {}
}
