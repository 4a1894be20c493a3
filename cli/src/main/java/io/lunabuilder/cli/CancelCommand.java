package io.lunabuilder.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops a build. */
@Command(
    name = "cancel",
    description = "Stops a build, and waits until nothing of it runs any more.")
final class CancelCommand extends ServiceCommand {
  @Mixin private final BuildIdParameter build = new BuildIdParameter();
  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final WaitLimit limit = new WaitLimit();

  CancelCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  ExitCode run(Connection connection) throws InterruptedException {
    connection.service().post(build.path() + "/cancel");
    BuildDocument end =
        limit.keep(() -> BuildWatch.shown(connection.service(), build.path(), terminal()));
    switch (output.or(OutputFormat.table)) {
      case json -> terminal().result(end.json().toPrettyString());
      case id -> terminal().result(end.id());
      case table -> terminal().result(end.id() + " is " + end.status());
    }
    return end.isCancelled() ? ExitCode.SUCCESS : ExitCode.FAILED;
  }
}
