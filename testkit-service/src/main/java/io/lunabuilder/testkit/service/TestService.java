package io.lunabuilder.testkit.service;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.BuildAttempt;
import io.lunabuilder.application.BuildIds;
import io.lunabuilder.application.BuildRunner;
import io.lunabuilder.application.CancelBuild;
import io.lunabuilder.application.CreateImageBuild;
import io.lunabuilder.application.FindBuilds;
import io.lunabuilder.application.ForgetArchive;
import io.lunabuilder.application.ForgetBuild;
import io.lunabuilder.application.LogMask;
import io.lunabuilder.application.ReadBuildLog;
import io.lunabuilder.application.Readiness;
import io.lunabuilder.application.RunnerSettings;
import io.lunabuilder.application.port.BuildSlots;
import io.lunabuilder.application.port.LogMarks;
import io.lunabuilder.archive.ArchiveAdapters;
import io.lunabuilder.archive.UploadedArchives;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.http.CallObserver;
import io.lunabuilder.http.HttpServer;
import io.lunabuilder.http.HttpSettings;
import io.lunabuilder.http.UseCases;
import io.lunabuilder.http.Version;
import io.lunabuilder.http.access.AccessSettings;
import io.lunabuilder.http.access.SignedLinks;
import io.lunabuilder.testkit.CountedSlots;
import io.lunabuilder.testkit.ImageFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A whole service in this process, on any free port of 127.0.0.1, until it is closed. */
public final class TestService implements AutoCloseable {
  private static final long LARGEST_UPLOAD = 64L << 20;
  private static final int MOST_WAITING = 1000;

  private final ServiceParts parts;
  private final Path folder;
  private final List<BuildRunner> runners = new ArrayList<>();
  private final HttpServer server;

  private TestService(ServiceParts parts, Path folder) throws IOException, InterruptedException {
    this.parts = parts;
    this.folder = folder;
    startRunners();
    this.server = HttpServer.start(settings(), useCases());
  }

  /** Starts one with these parts. */
  public static TestService start(ServiceParts parts) throws IOException, InterruptedException {
    return new TestService(parts, Files.createTempDirectory("luna-builder-test"));
  }

  /** Where the API is, without a slash at its end. */
  public URI address() {
    return server.address();
  }

  /** Where the API finds the image of a build whose builder said that it is saved. */
  public ImageFolder images() {
    return new ImageFolder(folder.resolve("images"));
  }

  /** With little to wait for: three attempts, and no pause between them. */
  private void startRunners() {
    Lock turn = new ReentrantLock();
    BuildSlots places = new CountedSlots(Math.max(1, parts.atOnce()));
    for (int number = 1; number <= parts.atOnce(); number++) {
      RunnerSettings settings =
          new RunnerSettings(
              new RunnerName("test-" + number),
              Duration.ofSeconds(30),
              Duration.ofMinutes(10),
              Duration.ofHours(1),
              3,
              Duration.ofMillis(1));
      runners.add(
          BuildRunner.start(
              parts.store(), places, () -> attempt(settings), settings, parts.clock(), turn));
    }
  }

  private BuildAttempt attempt(RunnerSettings settings) {
    return new BuildAttempt(
        parts.store(),
        parts.log(),
        List.of(parts.builder()),
        parts.registry(),
        new LogMask(List.of()),
        LogMarks.NONE,
        settings,
        parts.clock());
  }

  private HttpSettings settings() throws IOException, InterruptedException {
    return new HttpSettings(
        "127.0.0.1",
        0,
        new Version(0, 0, 0),
        () -> new Readiness(List.of()),
        AccessSettings.OPEN,
        List::of,
        null,
        SignedLinks.withKeyIn(folder.resolve("link-key")),
        _ -> new Unseen(),
        () -> "");
  }

  private UseCases useCases() throws IOException {
    UploadedArchives uploads =
        ArchiveAdapters.uploads(folder.resolve("uploads"), () -> LARGEST_UPLOAD, UUID::randomUUID);
    return new UseCases(
        parts::policy,
        new CreateImageBuild(
            parts::policy,
            new ArchiveSources(List.of(uploads, parts.archives())),
            parts.store(),
            new BuildIds(parts.clock(), new SecureRandom()),
            parts.clock(),
            () -> MOST_WAITING),
        new FindBuilds(parts.store()),
        new CancelBuild(parts.store(), parts.log(), parts.clock()),
        new ForgetBuild(parts.store(), parts.log(), images()),
        new ReadBuildLog(parts.log(), parts.store()),
        uploads,
        new ForgetArchive(uploads, parts.store()),
        images());
  }

  /** Ends it, and the builds that run. */
  @Override
  public void close() throws IOException {
    server.closeAtOnce();
    runners.forEach(BuildRunner::retire);
    runners.forEach(BuildRunner::close);
    parts.store().close();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private record Unseen() implements CallObserver.Seen {
    @Override
    public @Nullable String traceParent() {
      return null;
    }

    @Override
    public void answered(String method, String route, int status, OptionalInt errorCode) {}
  }
}
