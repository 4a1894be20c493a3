package io.lunabuilder.kaniko;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A program that was run to its end.
 *
 * @param exitCode 0 when it says that all went well
 * @param output what it printed, errors included; only the end of it when it was followed
 */
record CommandRun(int exitCode, String output) {

  /** Runs {@code command}; empty when there is no such program. */
  static Optional<CommandRun> of(List<String> command) throws InterruptedException {
    return followed(command, Map.of(), line -> {});
  }

  /** Runs {@code command} and passes each line on as it comes. */
  static Optional<CommandRun> followed(
      List<String> command, Map<String, String> environment, Consumer<String> lines)
      throws InterruptedException {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      StringBuilder output = new StringBuilder();
      OutputLines.read(
          process.getInputStream(),
          line -> {
            lines.accept(line);
            output.append(line).append('\n');
          });
      return Optional.of(new CommandRun(process.waitFor(), output.toString().strip()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  boolean succeeded() {
    return exitCode == 0;
  }

  /** The last line that was printed, which is where programs say what went wrong. */
  String lastLine() {
    return output.isEmpty()
        ? "exit code " + exitCode
        : output.substring(output.lastIndexOf('\n') + 1);
  }
}
