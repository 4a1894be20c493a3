package io.lunabuilder.embedded;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that holds a part of a log.
 *
 * @param start offset in the log of its first byte, and its name
 * @param length bytes
 */
record LogSegment(long start, long length) implements Comparable<LogSegment> {
  private static final Pattern NAME = Pattern.compile("([0-9]{20})\\.log");

  /** The start that a file's name tells; empty when it is no segment's name. */
  static Optional<Long> start(Path file) {
    Matcher matcher = NAME.matcher(file.getFileName().toString());
    return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
  }

  String fileName() {
    return "%020d.log".formatted(start);
  }

  long end() {
    return start + length;
  }

  LogSegment longerBy(long bytes) {
    return new LogSegment(start, length + bytes);
  }

  @Override
  public int compareTo(LogSegment other) {
    return Long.compare(start, other.start);
  }
}
