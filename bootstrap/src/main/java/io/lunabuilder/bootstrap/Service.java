package io.lunabuilder.bootstrap;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.BuildIds;
import io.lunabuilder.application.CancelBuild;
import io.lunabuilder.application.CreateImageBuild;
import io.lunabuilder.application.FindBuilds;
import io.lunabuilder.application.ForgetArchive;
import io.lunabuilder.application.ForgetBuild;
import io.lunabuilder.application.Janitor;
import io.lunabuilder.application.ReadBuildLog;
import io.lunabuilder.application.RepeatedTask;
import io.lunabuilder.application.Retention;
import io.lunabuilder.application.port.SavedImages;
import io.lunabuilder.archive.ArchiveAdapters;
import io.lunabuilder.archive.UploadedArchives;
import io.lunabuilder.domain.BuildPolicy;
import io.lunabuilder.domain.BuildTimeLimit;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.LocalBuildPolicy;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.http.HttpServer;
import io.lunabuilder.http.HttpSettings;
import io.lunabuilder.http.UseCases;
import io.lunabuilder.http.access.SignedLinks;
import io.lunabuilder.kaniko.LocalBuilds;
import io.lunabuilder.telemetry.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** The whole service, wired by hand: from settings to an API that answers. */
final class Service implements AutoCloseable {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration SWEEP_PAUSE = Duration.ofMinutes(1);

  private final Parts parts;
  private final URI address;

  private Service(Parts parts, URI address) {
    this.parts = parts;
    this.address = address;
  }

  /**
   * Starts all parts in the data folder of the settings, which this process must own.
   *
   * @throws IOException when a part cannot start; no other is left running then
   */
  static Service start(Settings settings, Runners runners, Console console)
      throws IOException, InterruptedException {
    return start(new LiveSettings(settings), runners, console);
  }

  /** The same, with settings of which some can change while it runs. */
  static Service start(LiveSettings settings, Runners runners, Console console)
      throws IOException, InterruptedException {
    Parts parts = new Parts();
    try {
      return new Service(parts, wire(settings, runners, console, parts));
    } catch (IOException | InterruptedException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static URI wire(LiveSettings live, Runners runners, Console console, Parts parts)
      throws IOException, InterruptedException {
    Settings settings = live.current();
    Telemetry telemetry = parts.add(telemetry());
    Storage store = Storage.open(live, CLOCK, console, parts).seenBy(telemetry);
    UploadedArchives uploads =
        ArchiveAdapters.uploads(
            settings.uploadsFolder(), () -> live.current().limits().archive(), UUID::randomUUID);
    ArchiveSources sources = Sources.seenBy(telemetry, Sources.of(live, uploads, console));
    PluginBuilders plugins = new PluginBuilders(live, sources, console);
    SavedImages images = LocalBuilds.images(settings.imagesFolder());
    Supplier<List<String>> problems =
        runners.start(live, new Wiring(store, sources, plugins, CLOCK, telemetry, console, parts));
    Supplier<BuildPolicy> policy = live.made(now -> policy(now, plugins.names()));
    Janitor janitor = janitor(live, store, images, uploads);
    parts.add(RepeatedTask.start("janitor", SWEEP_PAUSE, janitor::sweep));
    Path data = settings.dataFolder();
    Checkup checkup =
        new Checkup(
            store.problem(),
            problems,
            () -> data.toFile().getUsableSpace(),
            RegistryCheck.of(live, CLOCK));
    telemetry.watch(checkup, data);
    HttpSettings http =
        new HttpSettings(
            settings.server().host(),
            settings.server().port(),
            ProgramVersion.current(),
            checkup,
            settings.server().access(),
            () -> live.current().shown(),
            settings.server().tls(),
            SignedLinks.withKeyIn(PublishedUploads.keyFile(settings)),
            traceParent -> new SeenCall(telemetry.begun(traceParent)),
            telemetry::metrics);
    return parts
        .add(HttpServer.start(http, useCases(live, policy, store, sources, uploads, images)))
        .address();
  }

  private static Janitor janitor(
      LiveSettings live, Storage store, SavedImages images, UploadedArchives uploads) {
    return new Janitor(
        store.builds(), store.log(), images, uploads, live.made(Service::retention), CLOCK);
  }

  private static Retention retention(Settings settings) {
    Settings.Clocks clocks = settings.clocks();
    return new Retention(
        clocks.queue(), clocks.keepBuilds(), clocks.keepLogs(), clocks.keepUploads());
  }

  private static UseCases useCases(
      LiveSettings live,
      Supplier<BuildPolicy> policy,
      Storage store,
      ArchiveSources sources,
      UploadedArchives uploads,
      SavedImages images) {
    BuildIds ids = new BuildIds(CLOCK, new SecureRandom());
    return new UseCases(
        policy,
        new CreateImageBuild(
            policy,
            sources,
            store.builds(),
            ids,
            CLOCK,
            live.made(settings -> settings.limits().pending())),
        new FindBuilds(store.builds()),
        new CancelBuild(store.builds(), store.log(), CLOCK),
        new ForgetBuild(store.builds(), store.log(), images),
        new ReadBuildLog(store.log(), store.builds()),
        uploads,
        new ForgetArchive(uploads, store.builds()),
        images);
  }

  private static BuildPolicy policy(Settings settings, List<BuilderName> plugins) {
    BuildTimeLimit longest = new BuildTimeLimit(settings.clocks().build());
    ClusterSettings cluster = settings.cluster();
    Registry registry = settings.images().registry();
    return cluster == null || registry == null
        ? new LocalBuildPolicy(registry, longest, plugins)
        : cluster.policy(registry, longest, plugins);
  }

  private static Telemetry telemetry() throws StartFailure {
    try {
      return Telemetry.start(System.getenv());
    } catch (IllegalArgumentException e) {
      throw new StartFailure(StartFailure.Cause.SETTINGS, String.valueOf(e.getMessage()));
    }
  }

  /** Where the API is. */
  URI address() {
    return address;
  }

  /** Ends all parts, the API first; what was accepted goes on with the next start. */
  @Override
  public void close() {
    parts.close();
  }
}
