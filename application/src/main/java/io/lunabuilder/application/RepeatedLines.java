package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.LogSlice;
import io.lunabuilder.domain.BuildId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the log holds of an attempt that another process began: whoever adopts it hears its output
 * from the beginning, and only what is new belongs into the log. Between an attempt's own lines
 * stand those of the service, which the output does not repeat.
 *
 * <p>Of a log over its cap the middle is gone; then nothing is left out, since a line that is there
 * twice is better than one that is not there.
 */
final class RepeatedLines {
  private static final int PIECE = 256 << 10;

  private final List<String> known;
  private int next;

  private RepeatedLines(List<String> known) {
    this.known = known;
  }

  /** Nothing is known. */
  static RepeatedLines none() {
    return new RepeatedLines(List.of());
  }

  /** Reads what there is of an attempt. */
  static RepeatedLines of(BuildLog log, BuildId id, int attempt) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long offset = 0;
    for (LogSlice slice = log.read(id, 0, PIECE);
        !slice.isEmpty();
        slice = log.read(id, offset, PIECE)) {
      if (slice.start() != offset) {
        return none();
      }
      bytes.writeBytes(slice.bytes());
      offset = slice.next();
    }
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    return new RepeatedLines(lines.subList(begin(lines, attempt), lines.size()));
  }

  /** Behind the line that ends the attempt before. */
  private static int begin(List<String> lines, int attempt) {
    for (int i = lines.size(); i > 0; i--) {
      if (AttemptEnd.isEndOf(attempt - 1, lines.get(i - 1))) {
        return i;
      }
    }
    return 0;
  }

  /** Is the output's next line in the log already? */
  boolean contains(String line) {
    for (int i = next; i < known.size(); i++) {
      if (known.get(i).equals(line)) {
        next = i + 1;
        return true;
      }
    }
    return false;
  }
}
