package io.lunabuilder.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a build's log. */
@Command(
    name = "logs",
    description = "Prints a build's log.",
    footer = {
      "",
      "A terminal gets its text and colours, a pipe or file its text alone; other control",
      "characters are left out. The service gives the log as it is: /1/builds/BUILD/log"
    })
final class LogsCommand extends ServiceCommand {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final BuildIdParameter build = new BuildIdParameter();

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on until the build ends.")
  private boolean follow;

  @Mixin private final WaitLimit limit = new WaitLimit();

  LogsCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  void check() {
    if (limit.isGiven() && !follow) {
      throw new ParameterException(spec.commandLine(), "--timeout needs --follow");
    }
  }

  @Override
  ExitCode run(Connection connection) throws InterruptedException {
    if (follow) {
      // A broken stream is taken up again and again; a wrong address or id is told at once.
      connection.service().get(build.path());
      return limit.keep(() -> follow(connection));
    }
    connection.service().getText(build.path() + "/log").lines().forEach(terminal()::result);
    return ExitCode.SUCCESS;
  }

  private ExitCode follow(Connection connection) throws InterruptedException {
    LogFollower.follow(connection.service(), build.path(), terminal()::result, terminal()::note);
    return ExitCode.SUCCESS;
  }
}
