package io.lunabuilder.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a terminal shows of what is written to it; it knows as much as the commands here use. */
final class Screen {
  private static final Pattern SEQUENCE = Pattern.compile("\u001B(\\[[?0-9;]*[A-Za-z]|[=>]|\\(.)");

  private final int columns;
  private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
  private final StringBuilder sequence = new StringBuilder();
  private int column;
  private boolean wraps = true;

  Screen(int columns) {
    this.columns = columns;
  }

  /** The next character that was written. */
  void show(char c) {
    if (!sequence.isEmpty() || c == '\u001B') {
      sequence.append(c);
      if (SEQUENCE.matcher(sequence).matches()) {
        obey(sequence.toString());
        sequence.setLength(0);
      }
      return;
    }
    switch (c) {
      case '\r' -> column = 0;
      case '\n' -> lines.add(new StringBuilder());
      default -> put(c);
    }
  }

  private void obey(String steering) {
    switch (steering.substring(2)) {
      case "K" -> lines.getLast().setLength(Math.min(lines.getLast().length(), column));
      case "?7l" -> wraps = false;
      case "?7h" -> wraps = true;
      default -> {
        // Colours, and what shells say to set a terminal up.
      }
    }
  }

  private void put(char c) {
    if (column == columns && wraps) {
      lines.add(new StringBuilder());
      column = 0;
    }
    column = Math.min(column, columns - 1);
    StringBuilder line = lines.getLast();
    line.append(" ".repeat(Math.max(0, column + 1 - line.length())));
    line.setCharAt(column, c);
    column++;
  }

  /** From the top, without what is empty at the end. */
  List<String> lines() {
    List<String> shown =
        new ArrayList<>(lines.stream().map(line -> line.toString().stripTrailing()).toList());
    while (!shown.isEmpty() && shown.getLast().isEmpty()) {
      shown.removeLast();
    }
    return List.copyOf(shown);
  }
}
