package io.lunabuilder.bootstrap;

import io.lunabuilder.application.plugin.StorePlugin;
import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.embedded.EmbeddedStore;
import io.lunabuilder.embedded.FolderInUseException;
import io.lunabuilder.redis.RedisStore;
import io.lunabuilder.storekit.NewerSchemaException;
import io.lunabuilder.telemetry.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where builds and their logs are kept: in the store of a plug-in where one is named, in Redis, or
 * in the data folder where there is neither.
 *
 * @param problem why it cannot be used at the moment; empty when it can
 */
record Storage(BuildStore builds, BuildLog log, Supplier<Optional<String>> problem) {
  private static final int TRIES = 10;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /**
   * Opens it.
   *
   * @param parts gets what must be closed again
   * @throws StartFailure when it cannot be used
   */
  static Storage open(LiveSettings live, InstantSource clock, Console console, Parts parts)
      throws StartFailure, InterruptedException {
    try {
      Settings settings = live.current();
      StorePlugin plugin = settings.extensions().store();
      if (plugin != null) {
        return of(plugin, settings, clock, parts);
      }
      Settings.Redis redis = settings.redis();
      return redis == null
          ? embedded(settings, clock, parts)
          : shared(live, redis, clock, console, parts);
    } catch (FolderInUseException | NewerSchemaException e) {
      throw new StartFailure(StartFailure.Cause.MACHINE, String.valueOf(e.getMessage()));
    }
  }

  /** The same, whose calls are seen. */
  Storage seenBy(Telemetry telemetry) {
    return new Storage(telemetry.over(builds), telemetry.over(log), problem);
  }

  private static Storage of(StorePlugin plugin, Settings settings, InstantSource clock, Parts parts)
      throws StartFailure {
    try {
      StorePlugin.OpenStore store =
          plugin.open(
              settings.extensions().of(plugin),
              settings.dataFolder().resolve("plugins").resolve(plugin.name()),
              settings.limits().log(),
              clock);
      parts.add(store.builds());
      return new Storage(
          store.builds(),
          Objects.requireNonNull(store.log(), "it has no log"),
          () -> problem(plugin, store, settings.extensions()));
    } catch (IOException | RuntimeException | Error e) {
      throw new StartFailure(
          StartFailure.Cause.MACHINE, settings.extensions().cannotBeUsed("store", plugin, e));
    }
  }

  /** Readiness must be told also where a plug-in fails at it. */
  private static Optional<String> problem(
      StorePlugin plugin, StorePlugin.OpenStore store, Extensions extensions) {
    try {
      return Objects.requireNonNull(store.problem(), "it answers nothing");
    } catch (RuntimeException | Error e) {
      return Optional.of(
          extensions.masked(
              "the plug-in " + plugin.name() + " cannot tell how it is: " + StartFailure.words(e)));
    }
  }

  private static Storage embedded(Settings settings, InstantSource clock, Parts parts) {
    EmbeddedStore store =
        parts.add(EmbeddedStore.open(settings.dataFolder(), clock, settings.limits().log()));
    return new Storage(store.builds(), store.log(), Optional::empty);
  }

  private static Storage shared(
      LiveSettings live, Settings.Redis redis, InstantSource clock, Console console, Parts parts)
      throws StartFailure, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        RedisStore store =
            parts.add(
                RedisStore.open(
                    redis.address(),
                    redis.prefix(),
                    live.current().limits().log(),
                    () -> live.current().clocks().keepLogs(),
                    clock));
        console.say("Builds are kept in Redis, " + redis.address().topology());
        return new Storage(store.builds(), store.log(), store::problem);
      } catch (StoreUnavailableException e) {
        if (attempt == TRIES) {
          throw new StartFailure(
              StartFailure.Cause.MACHINE,
              e.getMessage() + ". Look at LUNA_BUILDER_REDIS_DB_ADDRESS, and whether it runs.");
        }
        console.say(e.getMessage() + " (" + attempt + " of " + TRIES + " tries)");
        Thread.sleep(PAUSE);
      }
    }
  }
}
