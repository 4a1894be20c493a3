package io.lunabuilder.cli;

/** The commands of this module as a program. */
final class CommandLineMain {
  private CommandLineMain() {}

  public static void main(String[] arguments) {
    System.exit(LunaBuilderCommand.commandLine(Ran.noLocalService()).execute(arguments));
  }
}
