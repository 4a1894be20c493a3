package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.domain.BuildId;
import java.nio.charset.StandardCharsets;

/**
 * Writes pieces to a build's log. What cannot be written is left out, and the log says so: a build
 * must not hang since its log has no room.
 */
final class LogAppender {
  private static final System.Logger LOG = System.getLogger(LogAppender.class.getName());

  private final BuildLog log;
  private final BuildId id;
  private final Patience patience;
  private volatile boolean abandoned;
  private long lost;

  LogAppender(BuildLog log, BuildId id, Patience patience) {
    this.log = log;
    this.id = id;
    this.patience = patience;
  }

  /** Called by one thread. */
  void append(byte[] piece) {
    try {
      patience.sitOut(() -> abandoned ? 0 : write(piece));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "A part of the log of build " + id + " is lost", e);
      lost += piece.length;
    }
  }

  private long write(byte[] piece) {
    if (lost > 0) {
      String gap = "[" + lost + " bytes of this log could not be kept]\n";
      log.append(id, gap.getBytes(StandardCharsets.UTF_8));
      lost = 0;
    }
    return log.append(id, piece);
  }

  /** Writes nothing more. */
  void abandon() {
    abandoned = true;
  }
}
