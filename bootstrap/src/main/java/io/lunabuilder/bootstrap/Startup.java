package io.lunabuilder.bootstrap;

import io.lunabuilder.domain.Checked;
import io.lunabuilder.domain.Violation;
import io.lunabuilder.kaniko.ExecutorFinder;
import io.lunabuilder.kaniko.ExecutorPlaces;
import io.lunabuilder.kaniko.ExecutorSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every start of the service has to find first. */
final class Startup {
  private static final int TRIES = 10;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Console SILENT = new Console(_ -> {});

  private Startup() {}

  /**
   * The settings of an environment, and of the file that it may name.
   *
   * @throws StartFailure naming every problem
   */
  static Settings settings(Map<String, String> environment) throws StartFailure {
    return settings(SettingSources.of(environment));
  }

  /**
   * The settings of these sources.
   *
   * @throws StartFailure naming every problem
   */
  static Settings settings(SettingSources sources) throws StartFailure {
    return load(sources, SILENT).settings();
  }

  /**
   * The same as if some of them were set nowhere.
   *
   * @throws StartFailure naming every problem
   */
  static Settings settingsWithout(List<Setting<?>> unwanted, Map<String, String> environment)
      throws StartFailure {
    return load(gather(SettingSources.of(environment), SILENT).without(unwanted)).settings();
  }

  /**
   * The settings of these sources, and what was given. A Luna-Configurator that does not answer is
   * asked again.
   *
   * @throws StartFailure naming every problem
   */
  static LoadedSettings load(SettingSources sources, Console console) throws StartFailure {
    return load(gather(sources, console));
  }

  private static LoadedSettings load(GivenSettings given) throws StartFailure {
    return switch (SettingsReader.read(given)) {
      case Checked.Valid<Settings>(Settings settings) -> new LoadedSettings(given, settings);
      case Checked.Invalid<Settings>(List<Violation> violations) ->
          throw new StartFailure(
              StartFailure.Cause.SETTINGS, SettingsReader.sentences(violations, "\n"));
    };
  }

  private static GivenSettings gather(SettingSources sources, Console console) throws StartFailure {
    for (int attempt = 1; ; attempt++) {
      try {
        return sources.gather();
      } catch (SettingsUnavailableException e) {
        if (attempt == TRIES || Thread.currentThread().isInterrupted()) {
          throw new StartFailure(
              StartFailure.Cause.MACHINE,
              e.getMessage() + ". Look at LUNA_BUILDER_LUNA_CONFIG, and whether it runs.");
        }
        console.say(e.getMessage() + " (" + attempt + " of " + TRIES + " tries)");
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /**
   * What runs builds by these settings.
   *
   * @throws StartFailure with the remedies when what they need cannot be had
   */
  static Runners runners(Settings settings, Console console)
      throws StartFailure, InterruptedException {
    ClusterSettings cluster = settings.cluster();
    if (cluster != null) {
      return new ClusterRunners(cluster);
    }
    Path executor = executor(settings, console);
    return executor == null ? Runners.NONE : new LocalRunners(executor);
  }

  /**
   * Kaniko's executor, got if need be; null where the settings ask for no builds here.
   *
   * @throws StartFailure with the remedies when there is no way to one
   */
  private static @Nullable Path executor(Settings settings, Console console)
      throws StartFailure, InterruptedException {
    if (settings.workers() == 0) {
      return null;
    }
    return switch (new ExecutorFinder(places(settings), console::say).find()) {
      case ExecutorSearch.Found found -> {
        console.say("kaniko: " + found.executor() + " from " + found.where());
        yield found.executor();
      }
      case ExecutorSearch.NotFound missing ->
          throw new StartFailure(StartFailure.Cause.MACHINE, missing.advice());
    };
  }

  static ExecutorPlaces places(Settings settings) {
    return new ExecutorPlaces(
        settings.kaniko().executor(),
        searchPath(),
        settings.cacheFolder(),
        tools(),
        settings.kaniko().image());
  }

  private static List<Path> searchPath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .toList();
  }

  /** The launcher of a checkout says where it is; an installation has no tools to build. */
  private static @Nullable Path tools() {
    return Stream.ofNullable(System.getProperty("luna.builder.home"))
        .map(home -> Path.of(home, "dev", "tools"))
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(null);
  }
}
