package io.lunabuilder.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops a build. */
@Command(
    name = "cancel",
    description = "Stops a build, and waits until nothing of it runs any more.")
final class CancelCommand extends ServiceCommand {
  @Mixin private final BuildIdParameter build = new BuildIdParameter();

  CancelCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  ExitCode run(Connection connection) throws InterruptedException {
    connection.service().post(build.path() + "/cancel");
    BuildDocument end =
        BuildWatch.untilFinished(
            connection.service(), build.path(), document -> {}, terminal()::note);
    terminal().result(end.id() + " is " + end.status());
    return end.isCancelled() ? ExitCode.SUCCESS : ExitCode.FAILED;
  }
}
