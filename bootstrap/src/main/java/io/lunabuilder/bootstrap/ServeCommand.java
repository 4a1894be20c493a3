package io.lunabuilder.bootstrap;

import io.lunabuilder.cli.HelpfulCommand;
import io.lunabuilder.http.SettingShown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code luna-builder serve}: the service, until it is told to stop. */
@Command(
    name = "serve",
    description = "Runs the service until it is told to stop.",
    footer = {"", "All settings: luna-builder settings"})
final class ServeCommand extends HelpfulCommand implements Callable<Integer> {
  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private SourceOptions named = new SourceOptions();

  @Option(names = "--config-reload", description = "Reads settings again while the service runs.")
  private boolean reload;

  @Option(
      names = "--pulling-time",
      paramLabel = "S",
      description = "Seconds until settings are read again (10).")
  private @Nullable String pullingTime;

  @Option(names = "--host", paramLabel = "H", description = "Address to listen on (127.0.0.1).")
  private @Nullable String host;

  @Option(names = "--port", paramLabel = "N", description = "Port to listen on (8080; 0: any).")
  private @Nullable Integer port;

  @Option(names = "--data-dir", paramLabel = "D", description = "Where everything durable is kept.")
  private @Nullable Path dataFolder;

  @Override
  public Integer call() throws Exception {
    Console person = Console.of(command);
    return guarded(
        person,
        () -> {
          SettingSources sources = sources();
          LoadedSettings loaded = Startup.load(sources, person);
          Console console = loaded.settings().operation().logFormat().use(person);
          return guarded(
              console,
              () -> {
                ServiceProcess.serve(loaded, sources, Startup::runners, console);
                return 0;
              });
        });
  }

  /** The plug-ins that an environment names, for the help; empty when there are none. */
  static String plugins(Map<String, String> environment) {
    List<SettingShown> known =
        ShownSettings.of(SettingSources.of(environment).catalogue().plugins()).toList();
    return known.isEmpty()
        ? ""
        : known.stream()
            .map(plugin -> "  " + plugin.name() + ": " + plugin.value() + "\n")
            .collect(Collectors.joining("", "\nIn LUNA_BUILDER_PLUGIN_DIR:\n", ""));
  }

  /** Tells why it cannot start, and gives the exit code. */
  private static int guarded(Console console, Callable<Integer> start) throws Exception {
    try {
      return start.call();
    } catch (StartFailure failure) {
      console.say(String.valueOf(failure.getMessage()));
      return failure.exitCode();
    } catch (IOException failure) {
      console.say(String.valueOf(StartFailure.of(failure).getMessage()));
      return 1;
    }
  }

  private SettingSources sources() {
    Map<String, Given> options = named.given();
    SourceOptions.add(
        options, ServiceCatalogue.CONFIG_RELOAD, "--config-reload", reload ? "1" : null);
    SourceOptions.add(options, ServiceCatalogue.PULLING_TIME, "--pulling-time", pullingTime);
    SourceOptions.add(options, ServiceCatalogue.HOST, "--host", host);
    SourceOptions.add(options, ServiceCatalogue.PORT, "--port", port);
    SourceOptions.add(options, ServiceCatalogue.DATA_DIR, "--data-dir", dataFolder);
    return new SettingSources(System.getenv(), options);
  }
}
