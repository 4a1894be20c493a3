package io.lunabuilder.kaniko;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.StageContext;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.Heard;
import io.lunabuilder.testkit.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real kaniko, a real registry with a base image in it, and a data folder to build in. */
final class KanikoBench implements AutoCloseable {
  private final Path folder;
  private final Path executor;
  private final DockerRegistry registry;
  private final List<RunningBuild> begun = new ArrayList<>();

  private KanikoBench(Path folder, Path executor, DockerRegistry registry) {
    this.folder = folder;
    this.executor = executor;
    this.registry = registry;
  }

  /** Skips the test, saying why, where a real part is missing. */
  static KanikoBench in(Path folder) throws Exception {
    Path executor = RealParts.kaniko();
    Path debian = RealParts.debian();
    Path busybox = RealParts.busybox();
    DockerRegistry registry = DockerRegistry.startOrSkip(folder.resolve("registry"));
    registry.push(debian, "debian:1");
    registry.push(busybox, "busybox:1");
    return new KanikoBench(folder, executor, registry);
  }

  String host() {
    return registry.host();
  }

  /** The line that begins a Dockerfile on a small base image. */
  String from() {
    return "FROM " + host() + "/busybox:1\n";
  }

  /** The line that begins a Dockerfile on a distribution of usual size. */
  String fromDebian() {
    return "FROM " + host() + "/debian:1\n";
  }

  Path builds() {
    return folder.resolve("builds");
  }

  KanikoSettings pushing() {
    return settings(new Registry(host(), ""));
  }

  KanikoSettings keeping() {
    return settings(null);
  }

  private KanikoSettings settings(@Nullable Registry pushTo) {
    return new KanikoSettings(
        executor, builds(), folder.resolve("images"), pushTo, Set.of(host()), null);
  }

  /** Begins to build {@code dockerfile}, with nothing else in its context. */
  Running begin(KanikoSettings settings, String dockerfile) throws InterruptedException {
    Heard heard = new Heard();
    StageContext staging =
        new StageContext(
            new ArchiveSources(List.of(new SingleDockerfile())), new WritesDockerfile(dockerfile));
    RunningBuild build =
        LocalBuilds.on(settings).builder(staging).start(Jobs.firstAttempt(), heard);
    begun.add(build);
    return new Running(build, heard);
  }

  /** The command that builds {@code dockerfile} in a process of its own. */
  List<String> inProcess(String dockerfile) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-cp",
        System.getProperty("java.class.path"),
        ChildService.class.getName(),
        executor.toString(),
        folder.toString(),
        host(),
        dockerfile);
  }

  BuilderResult build(KanikoSettings settings, String dockerfile) throws InterruptedException {
    return begin(settings, dockerfile).build().await();
  }

  /** What is left in the data folder of builds that have ended. */
  List<String> leftovers() throws IOException {
    begun.forEach(RunningBuild::close);
    begun.clear();
    try (Stream<Path> entries = Files.list(builds())) {
      return entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> !name.equals(".supervise.sh"))
          .toList();
    }
  }

  @Override
  public void close() {
    registry.close();
  }
}
