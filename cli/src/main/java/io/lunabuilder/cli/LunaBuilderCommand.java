package io.lunabuilder.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command that all others belong to. */
@Command(
    name = "luna-builder",
    header = "Builds container images from an archive or a folder with a Dockerfile.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; of build: the image is there",
      "1:the build failed, or the service could not be asked or refused",
      "2:bad usage: options, values and settings that cannot be taken",
      "124:a time is over: that of the build, or that of the wait",
      "130:Ctrl-C",
      "141:nobody reads the output any more"
    },
    footer = {"", "A first build: luna-builder build examples/hello --image hello:1"})
public final class LunaBuilderCommand extends HelpfulCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Tells the version of this program, and ends.")
  @SuppressWarnings("unused") // Picocli acts on it.
  private boolean version;

  private LunaBuilderCommand() {}

  /**
   * The commands of this package, ready to be executed; more can be added as subcommands.
   *
   * @param local the service for commands that are given no server
   */
  public static CommandLine commandLine(LocalService local) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Map<String, String> environment = System.getenv();
    return commandLine(
        new Surroundings(local, environment, Terminal.of(out, err, environment)), out, err);
  }

  static CommandLine commandLine(Surroundings surroundings, PrintWriter out, PrintWriter err) {
    return new CommandLine(new LunaBuilderCommand())
        .addSubcommand(new HelpCommand())
        .addSubcommand(new BuildCommand(surroundings))
        .addSubcommand(new ListCommand(surroundings))
        .addSubcommand(new ShowCommand(surroundings))
        .addSubcommand(new LogsCommand(surroundings))
        .addSubcommand(new CancelCommand(surroundings))
        .addSubcommand(new CompletionCommand())
        .addSubcommand(new ManCommand())
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((wrong, arguments) -> refuse(wrong).number())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> tell(failure, surroundings.terminal()).number());
  }

  /** Says what is wrong, and where help is: all of the help would push that out of sight. */
  private static ExitCode refuse(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    command.getErr().println(wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
    if (command.getParent() == null) {
      command.usage(command.getErr());
    } else {
      command.getErr().println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.BAD_USAGE;
  }

  private static ExitCode tell(Exception failure, Terminal terminal) throws Exception {
    terminal.status("");
    return switch (failure) {
      case CommandFailure told -> {
        terminal.problem(String.valueOf(told.getMessage()));
        yield told.exitCode();
      }
      case OutputClosed closed -> ExitCode.OUTPUT_CLOSED;
      case InterruptedException interrupted -> ExitCode.INTERRUPTED;
      default -> throw failure;
    };
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
