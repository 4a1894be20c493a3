package io.lunabuilder.application.port;

import io.lunabuilder.domain.BuildId;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps what builds print. A log is a row of bytes (UTF-8 text); an offset counts bytes from its
 * beginning and never changes meaning. When a log grows over the cap, its head and its tail are
 * kept and a part between them is dropped: offsets of the dropped part remain, and have no bytes.
 *
 * <p>Methods may be called from any thread; one build has one writer at a time.
 */
public interface BuildLog extends AutoCloseable {

  /**
   * Adds to the end.
   *
   * @return the offset after the added bytes
   */
  long append(BuildId id, byte[] text);

  /**
   * Reads from {@code offset} on; from the next kept byte when that offset was dropped; nothing
   * when the log does not reach it or is unknown.
   */
  LogSlice read(BuildId id, long offset, int atMost);

  /** The offset after the last byte; 0 for an unknown log. */
  long end(BuildId id);

  /**
   * Waits until the log reaches beyond {@code offset} or is sealed.
   *
   * @return false when {@code atMost} went by without either
   */
  boolean awaitGrowth(BuildId id, long offset, Duration atMost) throws InterruptedException;

  /** Nothing more will be appended: wakes whoever waits. Repeating it changes nothing. */
  void seal(BuildId id);

  /** Forgets the log. Repeating it changes nothing. */
  void delete(BuildId id);

  /**
   * Forgets, in one small step, logs to which nothing was added since {@code time}. A store that
   * forgets logs by itself when their time is over has nothing to do.
   *
   * @return how many; when it is {@code atMost}, there may be more
   */
  int purge(Instant time, int atMost);

  @Override
  void close();
}
