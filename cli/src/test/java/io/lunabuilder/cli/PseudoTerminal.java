package io.lunabuilder.cli;

import io.lunabuilder.testkit.RealParts;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A program in a real terminal of its own, with someone who types and reads what the screen shows.
 */
final class PseudoTerminal implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final Process process;
  private final Screen screen;
  private final StringBuilder all = new StringBuilder();
  private final Thread reader;

  private PseudoTerminal(Process process, int columns) {
    this.process = process;
    this.screen = new Screen(columns);
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /** Runs {@code luna-builder} with {@code arguments} and nothing else in its environment. */
  static PseudoTerminal luna(int columns, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(CommandLineMain.class.getName());
    command.addAll(List.of(arguments));
    return run(columns, environment, command);
  }

  /**
   * @param columns how wide the terminal is
   */
  static PseudoTerminal run(int columns, Map<String, String> environment, List<String> command)
      throws IOException {
    String words = command.stream().map(PseudoTerminal::quoted).collect(Collectors.joining(" "));
    ProcessBuilder builder =
        new ProcessBuilder(
            RealParts.script().toString(),
            "--quiet",
            "--return",
            "--command",
            "stty cols " + columns + " rows 40; exec env --default-signal=INT " + words,
            "/dev/null");
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("SHELL", "/bin/sh");
    builder.environment().put("TERM", "xterm");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    return new PseudoTerminal(builder.redirectErrorStream(true).start(), columns);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private void read() {
    try (Reader output = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      for (int c = output.read(); c >= 0; c = output.read()) {
        keep((char) c);
      }
    } catch (IOException ended) {
      // What it wrote so far is known.
    }
  }

  private synchronized void keep(char c) {
    all.append(c);
    screen.show(c);
    notifyAll();
  }

  /** Types, as a keyboard would: {@code \u0003} is Ctrl-C. */
  void type(String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Waits until the screen is so. */
  synchronized List<String> await(Predicate<List<String>> seen)
      throws InterruptedException, TimeoutException {
    long giveUp = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!seen.test(screen.lines())) {
      if (System.nanoTime() > giveUp) {
        throw new TimeoutException("the screen shows:\n" + String.join("\n", screen.lines()));
      }
      wait(100);
    }
    return screen.lines();
  }

  /** Waits until that was written, whatever else steers the terminal. */
  synchronized void awaitRaw(String text) throws InterruptedException, TimeoutException {
    await(_ -> all.indexOf(text) >= 0);
  }

  /** Waits for the program's end, and gives its exit code. */
  int awaitEnd() throws InterruptedException, TimeoutException {
    if (!process.waitFor(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new TimeoutException("it does not end:\n" + String.join("\n", lines()));
    }
    reader.join();
    return process.exitValue();
  }

  /** What the screen shows now, without empty lines at its end. */
  synchronized List<String> lines() {
    return screen.lines();
  }

  /** Every character that was written, also those that steer. */
  synchronized String raw() {
    return all.toString();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
