package com.example.buildkit;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.Heard;
import io.lunabuilder.testkit.InMemoryArchives;
import io.lunabuilder.testkit.RealParts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A daemon, a registry with a base image, and the builder between them.
 *
 * @param base what Dockerfiles begin with; it has a shell
 */
record Workbench(
    BuildKitDaemon daemon,
    DockerRegistry registry,
    String base,
    TestWorkplace workplace,
    ImageBuilder builder)
    implements AutoCloseable {

  static Workbench startOrSkip(Path folder) throws IOException, InterruptedException {
    BuildKitDaemon daemon = BuildKitDaemon.startOrSkip(folder.resolve("daemon"));
    DockerRegistry registry = DockerRegistry.startOrSkip(folder.resolve("registry"));
    String base = registry.push(RealParts.busybox(), "base:1");
    TestWorkplace workplace =
        TestWorkplace.in(folder, new InMemoryArchives(), new Registry(registry.host(), "images"));
    return new Workbench(daemon, registry, base, workplace, workplace.open(daemon.buildctl()));
  }

  /** A first attempt to build these files, which may use layers of earlier builds. */
  BuildJob.InProgress job(String image, Map<String, String> files) throws IOException {
    return job(image, files, BuildRequests.CACHED);
  }

  BuildJob.InProgress job(String image, Map<String, String> files, BuildOptions options)
      throws IOException {
    return BuildRequests.job(workplace.archives(), image, options, files);
  }

  /** Builds to the end. */
  BuilderResult run(BuildJob.InProgress job, Heard heard) throws InterruptedException {
    return run(builder, job, heard);
  }

  /** The same by another builder. */
  static BuilderResult run(ImageBuilder builder, BuildJob.InProgress job, Heard heard)
      throws InterruptedException {
    try (RunningBuild build = builder.start(job, heard)) {
      return build.await();
    }
  }

  @Override
  public void close() {
    registry.close();
    daemon.close();
  }
}
