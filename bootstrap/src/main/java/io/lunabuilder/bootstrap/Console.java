package io.lunabuilder.bootstrap;

import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where this module speaks to the person at the terminal.
 *
 * @param lines takes one line at a time
 */
record Console(Consumer<String> lines) {

  /** What a command says of its own doing goes to the error stream, beside its results. */
  static Console of(CommandSpec command) {
    PrintWriter err = command.commandLine().getErr();
    return new Console(line -> {
      err.println("luna-builder: " + line);
      err.flush();
    });
  }

  void say(String line) {
    lines.accept(line);
  }
}
