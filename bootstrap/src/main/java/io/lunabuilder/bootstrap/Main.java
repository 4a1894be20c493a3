package io.lunabuilder.bootstrap;

import io.lunabuilder.cli.LunaBuilderCommand;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

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
    commandLine
        .addSubcommand(new ServeCommand())
        .addSubcommand(new SettingsCommand())
        .addSubcommand(new StageCommand())
        .addSubcommand(new TokenCommand())
        .addSubcommand(new DoctorCommand())
        .addSubcommand(new RehearseCommand());
    Objects.requireNonNull(commandLine.getSubcommands().get("serve"))
        .getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_FOOTER,
            help -> help.footer() + ServeCommand.plugins(System.getenv()));
    return commandLine;
  }
}
