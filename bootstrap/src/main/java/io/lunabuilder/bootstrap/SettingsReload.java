package io.lunabuilder.bootstrap;

import io.lunabuilder.domain.Checked;
import io.lunabuilder.domain.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings again and again while the service runs (R1). What can change does; what cannot
 * is said once to wait for the next start; settings that cannot be read, or are wrong, change
 * nothing and are said once.
 */
final class SettingsReload implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SettingsReload.class.getName());

  private final SettingSources sources;
  private final LiveSettings live;
  private final Thread thread = Thread.ofVirtual().name("settings").unstarted(this::work);
  private final Set<String> toldToWait = new HashSet<>();
  private GivenSettings given;
  private Set<String> secrets;
  private String trouble = "";

  private SettingsReload(SettingSources sources, LoadedSettings first, LiveSettings live) {
    this.sources = sources;
    this.live = live;
    this.given = first.given();
    this.secrets = Set.of();
  }

  /**
   * Starts where the settings ask for it.
   *
   * @param first what was read at start
   * @throws IOException when the credentials for registries cannot be read
   */
  static SettingsReload start(SettingSources sources, LoadedSettings first, LiveSettings live)
      throws IOException {
    SettingsReload reload = new SettingsReload(sources, first, live);
    reload.secrets = secrets(first.settings());
    if (first.settings().operation().reload()) {
      reload.thread.start();
    }
    return reload;
  }

  private void work() {
    try {
      while (true) {
        Thread.sleep(live.current().operation().pullingTime());
        once();
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void once() throws InterruptedException {
    try {
      switch (apply(sources.gather())) {
        case Checked.Valid<Settings> fine -> recovered();
        case Checked.Invalid<Settings>(List<Violation> violations) ->
            tell(
                violations.stream()
                    .map(violation -> "Setting " + violation.sentence())
                    .collect(Collectors.joining("; ")));
      }
    } catch (SettingsUnavailableException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      tell(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      tell("The credentials for registries cannot be read: " + StartFailure.of(e).getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "Reading the settings again failed", e);
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

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
