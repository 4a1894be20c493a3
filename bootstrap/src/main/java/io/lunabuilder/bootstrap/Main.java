package io.lunabuilder.bootstrap;

import io.lunabuilder.cli.LunaBuilderCommand;
import picocli.CommandLine;

/** Where the program begins. */
public final class Main {
  private Main() {}

  /** Runs one command and ends with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return LunaBuilderCommand.commandLine(new InProcessService(System.getenv()))
        .addSubcommand(new ServeCommand())
        .addSubcommand(new StageCommand())
        .addSubcommand(new DoctorCommand())
        .addSubcommand(new RehearseCommand());
  }
}
