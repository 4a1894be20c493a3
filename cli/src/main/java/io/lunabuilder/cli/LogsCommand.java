package io.lunabuilder.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
  @Mixin private final BuildIdParameter build = new BuildIdParameter();

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on until the build ends.")
  private boolean follow;

  LogsCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  ExitCode run(Connection connection) throws InterruptedException {
    if (follow) {
      // A broken stream is taken up again and again; a wrong address or id is told at once.
      connection.service().get(build.path());
      LogFollower.follow(connection.service(), build.path(), terminal()::result, terminal()::note);
    } else {
      connection.service().getText(build.path() + "/log").lines().forEach(terminal()::result);
    }
    return ExitCode.SUCCESS;
  }
}
