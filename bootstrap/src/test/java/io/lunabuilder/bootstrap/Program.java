package io.lunabuilder.bootstrap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The program in a process of its own, as a person or an init system runs it. */
final class Program implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

  /** A shell that put the tests in the background lets its children ignore Ctrl-C. */
  private static final List<String> AS_IN_FRONT = List.of("env", "--default-signal=INT");

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  private Program(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /** Runs {@code arguments} with settings {@code environment} and none of this process's own. */
  static Program run(Map<String, String> environment, String... arguments) throws IOException {
    return run(List.of(), environment, arguments);
  }

  /**
   * @param wrapper words in front of the command
   */
  static Program run(List<String> wrapper, Map<String, String> environment, String... arguments)
      throws IOException {
    return run(Main.class, wrapper, environment, arguments);
  }

  /** Runs another program of this class path. */
  static Program run(
      Class<?> main, List<String> wrapper, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(AS_IN_FRONT);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LUNA_BUILDER_"));
    builder.environment().putAll(environment);
    return new Program(builder.start());
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        keep(line);
      }
    } catch (IOException ended) {
      // Killed: what it said so far is known.
    }
  }

  private synchronized void keep(String line) {
    lines.add(line);
    notifyAll();
  }

  /** Waits until it has said a line that contains {@code text}. */
  synchronized String awaitLine(String text) throws InterruptedException, TimeoutException {
    long giveUp = System.nanoTime() + LONGEST_WAIT.toNanos();
    int seen = 0;
    while (true) {
      for (; seen < lines.size(); seen++) {
        if (lines.get(seen).contains(text)) {
          return lines.get(seen);
        }
      }
      if (System.nanoTime() > giveUp || (!process.isAlive() && !reader.isAlive())) {
        throw new TimeoutException("it never said \"" + text + "\":\n" + String.join("\n", lines));
      }
      wait(100);
    }
  }

  /** Waits for its end. */
  int awaitEnd() throws InterruptedException, TimeoutException {
    if (!process.waitFor(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new TimeoutException("it does not end:\n" + output());
    }
    reader.join();
    return process.exitValue();
  }

  /** All that it said. */
  synchronized String output() {
    return String.join("\n", lines);
  }

  long pid() {
    return process.pid();
  }

  /** Sends a signal, for example {@code INT}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Ends it if it has not ended, softly first. */
  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .completeOnTimeout(process, 30, TimeUnit.SECONDS)
        .thenAccept(Process::destroyForcibly)
        .join();
    process.onExit().join();
  }
}
