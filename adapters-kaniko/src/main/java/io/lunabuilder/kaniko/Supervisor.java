package io.lunabuilder.kaniko;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shell script that gives a build its root, runs the executor in it, and ends and deletes
 * everything of the build when its standard input is closed, which happens also when this process
 * dies.
 */
final class Supervisor {
  private static final String SCRIPT = "supervise.sh";
  private static final String SEARCH_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final Path script;

  private Supervisor(Path script) {
    this.script = script;
  }

  /** Puts the script into {@code folder}, where the shell can read it. */
  static Supervisor in(Path folder) {
    try (InputStream source = Supervisor.class.getResourceAsStream(SCRIPT)) {
      if (source == null) {
        throw new IllegalStateException(SCRIPT + " is missing beside " + Supervisor.class);
      }
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, ".supervise-", ".sh");
      Files.copy(source, draft, StandardCopyOption.REPLACE_EXISTING);
      Path script = folder.resolve("." + SCRIPT);
      Files.move(draft, script, StandardCopyOption.ATOMIC_MOVE);
      return new Supervisor(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Tries a way without building anything.
   *
   * @return why it does not work; empty when it does
   */
  Optional<String> probe(IsolationWay way) throws InterruptedException {
    Finished finished = run(List.of("--probe", way.word()));
    return finished.exitCode() == 0 ? Optional.empty() : Optional.of(finished.lastLine());
  }

  /** Ends what is left of builds below {@code buildFolder} and deletes it. */
  void sweep(Path buildFolder) throws InterruptedException {
    run(List.of("--sweep", buildFolder.toString()));
  }

  /** Begins a build in {@code folder}. */
  SupervisedProcess start(
      IsolationWay way, BuildFolder folder, Path executor, List<String> arguments)
      throws IOException {
    List<String> words =
        new ArrayList<>(List.of(way.word(), folder.path().toString(), executor.toString(), "--"));
    words.addAll(arguments);
    return new SupervisedProcess(command(words).start());
  }

  private Finished run(List<String> words) throws InterruptedException {
    try {
      Process process = command(words).start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Finished(process.waitFor(), output);
    } catch (IOException e) {
      return new Finished(127, "sh cannot be run: " + e.getMessage());
    }
  }

  /** The build gets nothing of this service's environment but how to reach the network. */
  private ProcessBuilder command(List<String> words) {
    List<String> line = new ArrayList<>(List.of("sh", script.toString()));
    line.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    Map<String, String> proxies = ProxyVariables.of(builder.environment());
    builder.environment().clear();
    builder.environment().put("PATH", SEARCH_PATH);
    builder.environment().putAll(proxies);
    return builder;
  }

  private record Finished(int exitCode, String output) {
    String lastLine() {
      return output.isEmpty()
          ? "exit code " + exitCode
          : output.substring(output.lastIndexOf('\n') + 1);
    }
  }
}
