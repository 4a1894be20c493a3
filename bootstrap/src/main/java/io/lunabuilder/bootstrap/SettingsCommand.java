package io.lunabuilder.bootstrap;

import io.lunabuilder.cli.HelpfulCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code luna-builder settings}: all that can be set. */
@Command(
    name = "settings",
    description = "Tells all settings of the service: values, defaults and meaning.",
    footer = {
      "",
      "Settings stand in the environment, or in a .conf file (serve --config FILE), over which the",
      "environment wins. A running service tells those that hold: GET /config."
    })
final class SettingsCommand extends HelpfulCommand implements Callable<Integer> {
  @Spec private CommandSpec command = CommandSpec.create();

  @Option(names = "--into", hidden = true, paramLabel = "PAGE")
  private @Nullable Path page;

  @Override
  public Integer call() throws IOException {
    if (page != null) {
      Files.writeString(page, SettingReference.renew(Files.readString(page)));
      return 0;
    }
    PrintWriter out = command.commandLine().getOut();
    out.print(SettingReference.text(SettingSources.of(System.getenv()).catalogue()));
    out.flush();
    return 0;
  }
}
