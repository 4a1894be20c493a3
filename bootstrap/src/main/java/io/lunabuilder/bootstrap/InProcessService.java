package io.lunabuilder.bootstrap;

import io.lunabuilder.cli.LocalService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The service of a command that was given no server: its own, in this process, or the one that has
 * the data folder already.
 */
final class InProcessService implements LocalService {
  private static final Duration POLL = Duration.ofMillis(100);

  /** Of no use to a service that only its own command calls, on a port that nobody else knows. */
  private static final List<Setting<?>> LOCKS =
      List.of(
          AccessCatalogue.TOKENS_FILE,
          AccessCatalogue.TLS_CERTIFICATE,
          AccessCatalogue.TLS_KEY,
          AccessCatalogue.RATE_LIMIT);

  private final Map<String, String> environment;

  /**
   * @param environment settings, as {@code serve} reads them
   */
  InProcessService(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Running start(@Nullable Path dataFolder, Purpose purpose, Consumer<String> progress)
      throws IOException, InterruptedException {
    try {
      return startOrFind(dataFolder, purpose, progress);
    } catch (StartFailure failure) {
      throw failure.isWrongUsage() ? new WrongSettings(failure) : failure;
    }
  }

  private Running startOrFind(@Nullable Path dataFolder, Purpose purpose, Consumer<String> progress)
      throws IOException, InterruptedException {
    Console console = new Console(progress);
    Settings settings = settings(dataFolder);
    Path path = settings.dataFolder();
    boolean told = false;
    while (true) {
      Optional<DataFolder> taken = DataFolder.take(path);
      if (taken.isPresent()) {
        return own(taken.get(), settings, purpose, console);
      }
      Optional<DataFolder.Owner> owner = DataFolder.owner(path);
      Optional<URI> service =
          owner
              .filter(other -> purpose == Purpose.ASK || other.lasting())
              .flatMap(DataFolder.Owner::service);
      if (service.isPresent()) {
        return new Found(service.get(), path);
      }
      if (!told && owner.isPresent()) {
        console.say("Waiting for process " + owner.get().pid() + ", which has " + path);
        told = true;
      }
      Thread.sleep(POLL);
    }
  }

  private Settings settings(@Nullable Path dataFolder) throws IOException {
    Map<String, String> values = new HashMap<>(environment);
    values.put("LUNA_BUILDER_HOST", "127.0.0.1");
    values.put("LUNA_BUILDER_PORT", "0");
    if (dataFolder != null) {
      values.put("LUNA_BUILDER_DATA_DIR", dataFolder.toString());
    }
    return Startup.settingsWithout(LOCKS, values);
  }

  private static Running own(DataFolder folder, Settings settings, Purpose purpose, Console console)
      throws IOException, InterruptedException {
    boolean started = false;
    try {
      requireWorkers(settings, purpose);
      Runners runners =
          purpose == Purpose.BUILD ? Startup.runners(settings, console) : Runners.NONE;
      Service service = Service.start(settings, runners, console);
      folder.tell(service.address(), false);
      started = true;
      return new Own(folder, service);
    } finally {
      if (!started) {
        folder.close();
      }
    }
  }

  /** A build in a service that never builds would be waited for in vain. */
  private static void requireWorkers(Settings settings, Purpose purpose) throws StartFailure {
    if (purpose == Purpose.BUILD && settings.workers() == 0) {
      throw new StartFailure(
          StartFailure.Cause.SETTINGS,
          "LUNA_BUILDER_WORKERS is 0, so this command's own service would never build: set it to 1,"
              + " or name a service with --server");
    }
  }

  /** A service of another process. */
  private record Found(URI address, Path dataFolder) implements Running {
    @Override
    public void close() {
      // It belongs to that process.
    }
  }

  /** A service that lasts as long as the command. */
  private record Own(DataFolder folder, Service service) implements Running {
    @Override
    public URI address() {
      return service.address();
    }

    @Override
    public Path dataFolder() {
      return folder.path();
    }

    @Override
    public void close() {
      service.close();
      folder.close();
    }
  }
}
