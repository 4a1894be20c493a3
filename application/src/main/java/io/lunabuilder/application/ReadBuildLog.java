package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.LogSlice;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;

/** Reads what a build printed, also while it prints. */
public final class ReadBuildLog {
  private static final int TAIL_REACH = 1024 * 1024;

  private final BuildLog log;
  private final BuildStore store;

  public ReadBuildLog(BuildLog log, BuildStore store) {
    this.log = log;
    this.store = store;
  }

  /** A piece from {@code offset} on; see {@link BuildLog#read}. */
  public LogSlice read(BuildId id, long offset, int atMost) {
    return log.read(id, offset, atMost);
  }

  /** The last {@code lines} lines, of the log's last mebibyte. */
  public LogSlice tail(BuildId id, int lines) {
    LogSlice end = endWithoutGap(id, log.end(id));
    int from = beginOfLastLines(end.bytes(), lines);
    return new LogSlice(
        end.start() + from, Arrays.copyOfRange(end.bytes(), from, end.bytes().length));
  }

  /** A read ends where something was dropped: what counts is behind the last such gap. */
  private LogSlice endWithoutGap(BuildId id, long end) {
    long start = Math.max(0, end - TAIL_REACH);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long next = start;
    while (next < end) {
      LogSlice slice = log.read(id, next, (int) Math.min(TAIL_REACH, end - next));
      if (slice.isEmpty()) {
        break;
      }
      if (slice.start() != next) {
        bytes.reset();
        start = slice.start();
      }
      bytes.writeBytes(slice.bytes());
      next = slice.next();
    }
    return new LogSlice(start, bytes.toByteArray());
  }

  private static int beginOfLastLines(byte[] text, int lines) {
    int missing = lines;
    for (int i = text.length - 2; i >= 0; i--) {
      if (text[i] == '\n' && --missing == 0) {
        return i + 1;
      }
    }
    return lines == 0 ? text.length : 0;
  }

  /** The offset after the last byte. */
  public long end(BuildId id) {
    return log.end(id);
  }

  /** Waits for more; see {@link BuildLog#awaitGrowth}. */
  public boolean awaitMore(BuildId id, long offset, Duration atMost) throws InterruptedException {
    return log.awaitGrowth(id, offset, atMost);
  }

  /** Is a log gone that was there? Whatever the end of a build, its log tells of it. */
  public boolean isForgotten(BuildJob job) {
    return job instanceof BuildJob.Finished && log.end(job.id()) == 0;
  }

  /** Is the build over or forgotten, so that its log grows no more? */
  public boolean isComplete(BuildId id) {
    return store.find(id).map(BuildJob.Finished.class::isInstance).orElse(true);
  }
}
