package io.lunabuilder.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * A command line that was run in this process.
 *
 * @param out standard output
 * @param err standard error
 */
record Ran(int exitCode, String out, String err) {

  static Ran with(URI server, String... arguments) {
    return with(Map.of(ServiceOptions.VARIABLE, server.toString()), noLocalService(), arguments);
  }

  static Ran with(Map<String, String> environment, LocalService local, String... arguments) {
    return run(environment, local, false, arguments);
  }

  /** As in a terminal with colours. */
  static Ran inTerminal(URI server, String... arguments) {
    return run(
        Map.of(ServiceOptions.VARIABLE, server.toString()), noLocalService(), true, arguments);
  }

  private static Ran run(
      Map<String, String> environment,
      LocalService local,
      boolean interactive,
      String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter outWriter = new PrintWriter(out, true);
    PrintWriter errWriter = new PrintWriter(err, true);
    Terminal terminal =
        new Terminal(
            new Terminal.Stream(outWriter, interactive, interactive),
            new Terminal.Stream(errWriter, interactive, interactive));
    int exitCode =
        LunaBuilderCommand.commandLine(
                new Surroundings(local, environment, terminal), outWriter, errWriter)
            .execute(arguments);
    return new Ran(exitCode, out.toString(), err.toString());
  }

  /** A machine on which no service can be started. */
  static LocalService noLocalService() {
    return (folder, purpose, progress) -> {
      throw new IOException("kaniko is missing; luna-builder doctor tells how to get it");
    };
  }

  /** A service in this process, which keeps its data in {@code folder}. */
  static LocalService local(URI address, Path folder) {
    return (given, _, progress) ->
        new LocalService.Running() {
          @Override
          public URI address() {
            return address;
          }

          @Override
          public Path dataFolder() {
            return folder;
          }

          @Override
          public void close() {}
        };
  }
}
