package io.lunabuilder.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows one build. */
@Command(name = "show", description = "Shows a build, at once or when it has ended.")
final class ShowCommand extends ServiceCommand {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final BuildIdParameter build = new BuildIdParameter();
  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final WaitLimit limit = new WaitLimit();

  @Option(
      names = {"-w", "--wait"},
      description = "Waits until the build has ended; it ends with 0 if the image is there.")
  private boolean wait;

  ShowCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  void check() {
    if (limit.isGiven() && !wait) {
      throw new ParameterException(spec.commandLine(), "--timeout needs --wait");
    }
  }

  @Override
  ExitCode run(Connection connection) throws InterruptedException {
    // A broken stream is taken up again and again; a wrong address or id is told at once.
    BuildDocument now = new BuildDocument(connection.service().get(build.path()));
    if (!wait) {
      tell(now);
      return ExitCode.SUCCESS;
    }
    BuildDocument end =
        now.isFinished()
            ? now
            : limit.keep(() -> BuildWatch.shown(connection.service(), build.path(), terminal()));
    tell(end);
    return ExitCode.of(end);
  }

  private void tell(BuildDocument document) {
    switch (output.or(OutputFormat.json)) {
      case json -> terminal().result(document.json().toPrettyString());
      case id -> terminal().result(document.id());
      case table -> {
        BuildTable.lines(List.of(document)).forEach(terminal()::result);
        BuildDetails.lines(document).forEach(terminal()::result);
      }
    }
  }
}
