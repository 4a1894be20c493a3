package io.lunabuilder.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one build. */
@Command(name = "show", description = "Shows all that is known of a build, as JSON.")
final class ShowCommand extends ServiceCommand {
  @Mixin private final BuildIdParameter build = new BuildIdParameter();

  ShowCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  ExitCode run(Connection connection) throws InterruptedException {
    terminal().result(connection.service().get(build.path()).toPrettyString());
    return ExitCode.SUCCESS;
  }
}
