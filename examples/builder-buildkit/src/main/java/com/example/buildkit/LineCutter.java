package com.example.buildkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts pieces of output into lines. Of a progress bar that redraws itself with carriage returns
 * only the last state stays; a line that is longer than {@value #LONGEST} bytes becomes several.
 */
final class LineCutter {
  static final int LONGEST = 16 * 1024;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean returned;

  LineCutter(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Takes the next piece. */
  void add(byte[] piece) {
    for (byte next : piece) {
      add(next);
    }
  }

  private void add(byte next) {
    switch (next) {
      case '\n' -> finish();
      case '\r' -> returned = true;
      default -> {
        if (returned) {
          line.reset();
          returned = false;
        }
        if (line.size() >= LONGEST && beginsCharacter(next)) {
          finish();
        }
        line.write(next);
      }
    }
  }

  /** In UTF-8 all bytes of a character but the first begin with the bits 10. */
  private static boolean beginsCharacter(byte next) {
    return (next & 0xC0) != 0x80;
  }

  /** Tells what has no line's end yet. */
  void end() {
    if (line.size() > 0) {
      finish();
    }
  }

  private void finish() {
    lines.accept(line.toString(StandardCharsets.UTF_8));
    line.reset();
    returned = false;
  }
}
