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
    CommandLine commandLine = LunaBuilderCommand.commandLine(new InProcessService(System.getenv()));
    commandLine.getCommandSpec().version("luna-builder " + ProgramVersion.current());
    return commandLine
        .addSubcommand(new ServeCommand())
        .addSubcommand(new SettingsCommand())
        .addSubcommand(new StageCommand())
        .addSubcommand(new TokenCommand())
        .addSubcommand(new DoctorCommand())
        .addSubcommand(new RehearseCommand());
  }
}
