package io.lunabuilder.bootstrap;

import io.lunabuilder.application.RepeatedTask;
import io.lunabuilder.domain.Checked;
import io.lunabuilder.domain.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings again and again while the service runs (R1). What can change does; what cannot
 * is said once to wait for the next start; settings that cannot be read, or are wrong, change
 * nothing and are said once.
 */
final class SettingsReload {
  private static final System.Logger LOG = System.getLogger(SettingsReload.class.getName());

  private final SettingSources sources;
  private final LiveSettings live;
  private final Set<String> toldToWait = new HashSet<>();
  private GivenSettings given;
  private Set<String> secrets;
  private String trouble = "";

  private SettingsReload(SettingSources sources, LoadedSettings first, LiveSettings live)
      throws IOException {
    this.sources = sources;
    this.live = live;
    this.given = first.given();
    this.secrets = secrets(first.settings());
  }

  /**
   * Starts, where the settings ask for it.
   *
   * @param first what was read at start
   * @return what ends it; empty where the settings are read once
   * @throws IOException when the credentials for registries cannot be read
   */
  static Optional<RepeatedTask> start(
      SettingSources sources, LoadedSettings first, LiveSettings live) throws IOException {
    if (!first.settings().operation().reload()) {
      return Optional.empty();
    }
    SettingsReload reload = new SettingsReload(sources, first, live);
    return Optional.of(
        RepeatedTask.startLater(
            "settings", () -> live.current().operation().pullingTime(), reload::once));
  }

  private void once() throws InterruptedException {
    try {
      switch (apply(sources.gather(given.catalogue()))) {
        case Checked.Valid<Settings> fine -> recovered();
        case Checked.Invalid<Settings>(List<Violation> violations) ->
            tell(SettingsReader.sentences(violations, "; "));
      }
    } catch (SettingsUnavailableException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      tell(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      tell("The credentials for registries cannot be read: " + StartFailure.of(e).getMessage());
    }
  }

  private Checked<Settings> apply(GivenSettings read) throws IOException {
    Checked<Settings> whole = SettingsReader.read(read);
    if (whole instanceof Checked.Invalid<Settings>) {
      return whole;
    }
    LiveChange change = LiveChange.between(given, read);
    Checked<Settings> next = SettingsReader.read(change.given());
    if (next instanceof Checked.Valid<Settings>(Settings settings)) {
      take(change, settings);
    }
    return next;
  }

  /** The credentials can change in their file, which has the same name then. */
  private void take(LiveChange change, Settings settings) throws IOException {
    Set<String> newSecrets = secrets(settings);
    boolean otherSecrets = !newSecrets.equals(secrets);
    if (otherSecrets || !change.changed().isEmpty()) {
      live.change(settings);
      LOG.log(
          System.Logger.Level.INFO,
          "Settings changed: {0}",
          change.changed().isEmpty()
              ? "the credentials for registries"
              : String.join(", ", change.changed()));
    }
    given = change.given();
    secrets = newSecrets;
    tellToWait(change.waiting());
  }

  private static Set<String> secrets(Settings settings) throws IOException {
    @Nullable Path dockerConfig = settings.images().dockerConfig();
    return RegistrySecrets.in(dockerConfig);
  }

  private void tellToWait(List<String> waiting) {
    toldToWait.retainAll(waiting);
    List<String> untold = waiting.stream().filter(toldToWait::add).toList();
    if (!untold.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "These settings were changed, and take effect with the next start: {0}",
          String.join(", ", untold));
    }
  }

  private void tell(String problem) {
    if (!problem.equals(trouble)) {
      LOG.log(System.Logger.Level.WARNING, "The settings stay as they are. {0}", problem);
      trouble = problem;
    }
  }

  private void recovered() {
    if (!trouble.isEmpty()) {
      LOG.log(System.Logger.Level.INFO, "The settings can be read again");
      trouble = "";
    }
  }
}
