package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.LogSlice;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
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
    long end = log.end(id);
    LogSlice slice = log.read(id, Math.max(0, end - TAIL_REACH), TAIL_REACH);
    int from = beginOfLastLines(slice.bytes(), lines);
    return new LogSlice(
        slice.start() + from, Arrays.copyOfRange(slice.bytes(), from, slice.bytes().length));
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

  /** Is the build over or forgotten, so that its log grows no more? */
  public boolean isComplete(BuildId id) {
    return store.find(id).map(BuildJob.Finished.class::isInstance).orElse(true);
  }
}
