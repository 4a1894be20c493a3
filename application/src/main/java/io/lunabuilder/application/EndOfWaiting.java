package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.domain.BuildId;
import java.nio.charset.StandardCharsets;

/** The log of a build that ended before a runner took it: one line that says why. */
final class EndOfWaiting {
  private static final System.Logger LOG = System.getLogger(EndOfWaiting.class.getName());

  private EndOfWaiting() {}

  /** Writes the line, the last of the log. The build is over also where that cannot be. */
  static void write(BuildLog log, BuildId id, String line) {
    try {
      log.append(id, (line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "The log of build " + id + " does not tell its end", e);
    }
    log.seal(id);
  }
}
