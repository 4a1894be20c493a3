package io.lunabuilder.kaniko;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts what a build prints into lines, whatever it prints: a line longer than {@value #LONGEST}
 * bytes is cut into several, of a progress bar that redraws itself with carriage returns only the
 * last state stays, and bytes that are no UTF-8 become the replacement character.
 */
final class OutputLines {
  static final int LONGEST = 16 * 1024;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean returned;

  private OutputLines(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Reads to the end of {@code output} and passes each line on, without its end. */
  static void read(InputStream output, Consumer<String> lines) throws IOException {
    OutputLines reader = new OutputLines(lines);
    try (InputStream bytes = new BufferedInputStream(output)) {
      for (int next = bytes.read(); next >= 0; next = bytes.read()) {
        reader.add(next);
      }
    } finally {
      reader.end();
    }
  }

  private void add(int next) {
    if (next == '\n') {
      finishLine();
      return;
    }
    if (next == '\r') {
      returned = true;
      return;
    }
    if (returned) {
      line.reset();
      returned = false;
    }
    if (line.size() >= LONGEST && startsCharacter(next)) {
      finishLine();
    }
    line.write(next);
  }

  /** Is {@code next} not in the middle of a UTF-8 character? */
  private boolean startsCharacter(int next) {
    return (next & 0xC0) != 0x80 || line.size() >= LONGEST + 3;
  }

  private void finishLine() {
    lines.accept(line.toString(StandardCharsets.UTF_8));
    line.reset();
    returned = false;
  }

  private void end() {
    if (line.size() > 0) {
      finishLine();
    }
  }
}
