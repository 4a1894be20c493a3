package io.lunabuilder.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command speaks: results on standard output, all else on standard error. In a terminal the
 * last line of standard error is a status line that is written over; elsewhere there are plain
 * lines only. Whatever is printed, no control character but those of colours reaches a terminal,
 * and none a pipe or a file.
 */
final class Terminal {
  private static final String ERASE_LINE = "\r\u001B[K";

  /** A terminal cuts what is between these at its edge: in a second line it could not be erased. */
  private static final String NO_WRAP = "\u001B[?7l";

  private static final String WRAP = "\u001B[?7h";

  private final Stream out;
  private final Stream err;
  private String status = "";

  /**
   * Where text goes.
   *
   * @param interactive is it a terminal?
   * @param coloured may it be coloured?
   */
  record Stream(PrintWriter writer, boolean interactive, boolean coloured) {
    String fit(String text) {
      return coloured ? HarmlessText.coloured(text) : HarmlessText.plain(text);
    }
  }

  Terminal(Stream out, Stream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * The terminal of this process.
   *
   * @param environment {@code CI} and {@code TERM=dumb} make it plain; {@code NO_COLOR}
   *     (no-color.org) makes it colourless
   */
  static Terminal of(PrintWriter out, PrintWriter err, Map<String, String> environment) {
    boolean plain = isSet(environment, "CI") || "dumb".equals(environment.get("TERM"));
    boolean colours = !isSet(environment, "NO_COLOR");
    boolean outInteractive = !plain && isTerminal(1);
    boolean errInteractive = !plain && isTerminal(2);
    return new Terminal(
        new Stream(out, outInteractive, outInteractive && colours),
        new Stream(err, errInteractive, errInteractive && colours));
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isEmpty();
  }

  /** Linux tells it of each stream; elsewhere the JDK tells it of all together. */
  private static boolean isTerminal(int descriptor) {
    try {
      Path file = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor)));
      return file.toString().matches("/dev/(pts/.*|tty.*|console)");
    } catch (IOException notLinux) {
      return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
  }

  boolean isInteractive() {
    return err.interactive();
  }

  /**
   * A line of the result.
   *
   * @throws OutputClosed when nobody reads it
   */
  synchronized void result(String line) {
    around(() -> out.writer().println(out.fit(line)));
    if (out.writer().checkError()) {
      throw new OutputClosed();
    }
  }

  /** A line about what is going on. */
  synchronized void note(String line) {
    around(() -> err.writer().println(err.fit(line)));
  }

  /** A line that something went wrong. */
  synchronized void problem(String line) {
    String text = HarmlessText.plain(line);
    around(() -> err.writer().println(err.coloured() ? "\u001B[31m" + text + "\u001B[0m" : text));
  }

  /** Replaces the status line; does nothing outside a terminal. */
  synchronized void status(String text) {
    if (isInteractive() && !text.equals(status)) {
      status = text;
      err.writer().print(ERASE_LINE);
      showStatus();
    }
  }

  /** Removes the status line, writes, and puts it back. */
  private void around(Runnable writing) {
    if (!status.isEmpty()) {
      err.writer().print(ERASE_LINE);
      err.writer().flush();
    }
    writing.run();
    out.writer().flush();
    showStatus();
  }

  private void showStatus() {
    if (!status.isEmpty()) {
      err.writer().print(NO_WRAP + HarmlessText.plain(status) + WRAP);
    }
    err.writer().flush();
  }
}
