package io.lunabuilder.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command speaks: results on standard output, all else on standard error. In a terminal the
 * last line of standard error is a status line that is written over; elsewhere there are plain
 * lines only.
 */
final class Terminal {
  private static final String ERASE_LINE = "\r\u001B[K";
  private static final int LONGEST_STATUS = 100;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean interactive;
  private final boolean coloured;
  private String status = "";

  Terminal(PrintWriter out, PrintWriter err, boolean interactive, boolean coloured) {
    this.out = out;
    this.err = err;
    this.interactive = interactive;
    this.coloured = coloured;
  }

  /**
   * The terminal of this process.
   *
   * @param environment {@code CI} and {@code TERM=dumb} make it plain; {@code NO_COLOR}
   *     (no-color.org) makes it colourless
   */
  static Terminal of(PrintWriter out, PrintWriter err, Map<String, String> environment) {
    boolean plain = isSet(environment, "CI") || "dumb".equals(environment.get("TERM"));
    boolean interactive =
        !plain && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return new Terminal(out, err, interactive, interactive && !isSet(environment, "NO_COLOR"));
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isEmpty();
  }

  boolean isInteractive() {
    return interactive;
  }

  /** A line of the result. */
  synchronized void result(String line) {
    around(() -> out.println(line));
  }

  /** A line about what is going on. */
  synchronized void note(String line) {
    around(() -> err.println(line));
  }

  /** A line that something went wrong. */
  synchronized void problem(String line) {
    note(coloured ? "\u001B[31m" + line + "\u001B[0m" : line);
  }

  /** Replaces the status line; does nothing outside a terminal. */
  synchronized void status(String text) {
    if (interactive && !text.equals(status)) {
      status = text.length() > LONGEST_STATUS ? text.substring(0, LONGEST_STATUS) : text;
      err.print(ERASE_LINE + status);
      err.flush();
    }
  }

  /** Removes the status line, writes, and puts it back. */
  private void around(Runnable writing) {
    if (!status.isEmpty()) {
      err.print(ERASE_LINE);
      err.flush();
    }
    writing.run();
    out.flush();
    err.print(status);
    err.flush();
  }
}
