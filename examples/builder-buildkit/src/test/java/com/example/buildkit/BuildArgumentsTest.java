package com.example.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.plugin.ImageDestination;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.ContextPath;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.domain.Tag;
import io.lunabuilder.testkit.InMemoryArchives;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The arguments of a build")
class BuildArgumentsTest {
  private static final BuildOptions ALL =
      new BuildOptions(
          new ContextPath("docker/web"),
          new ContextPath("services"),
          "final",
          Map.of("VERSION", "1, \"2\" = 3"),
          Map.of("team", "a b"),
          List.of(new Tag("stable")),
          true,
          null);

  @TempDir private Path home;

  private List<String> arguments(
      BuildOptions options, @Nullable Registry registry, Set<String> insecure, boolean cache)
      throws IOException {
    BuildJob.InProgress job =
        BuildRequests.job(new InMemoryArchives(), "team/app:1", options, Map.of());
    ImageDestination destination = new ImageDestination(registry, insecure, null);
    try (AttemptFolder folder = AttemptFolder.claim(home.resolve("attempt"))) {
      return new BuildArguments(job.spec(), destination, cache).in(folder);
    }
  }

  @Test
  @DisplayName("say all that a request asks, without any quoting but that of CSV")
  void all() throws IOException {
    assertThat(arguments(ALL, new Registry("r.example:5000", "p"), Set.of(), true))
        .containsExactly(
            "--metadata-file=" + home + "/attempt/metadata.json",
            "--progress=rawjson",
            "--frontend=dockerfile.v0",
            "--local=context=" + home + "/attempt/context/services",
            "--local=dockerfile=" + home + "/attempt/context/services",
            "--opt=filename=docker/web",
            "--opt=target=final",
            "--opt=label:team=a b",
            "--opt=build-arg:VERSION=1, \"2\" = 3",
            "--opt=build-arg:BUILDKIT_CACHE_MOUNT_NS=r.example:5000/p/team/app",
            "--output=type=image,\"name=r.example:5000/p/team/app:1,r.example:5000/p/team/app:stable\""
                + ",push=true",
            "--import-cache=type=registry,ref=r.example:5000/p/team/app:buildkit-cache",
            "--export-cache=type=registry,mode=max,ignore-error=true"
                + ",ref=r.example:5000/p/team/app:buildkit-cache");
  }

  @Test
  @DisplayName("allow plain HTTP for listed registries alone")
  void insecure() throws IOException {
    Registry registry = new Registry("R.example:5000", "");

    assertThat(arguments(ALL, registry, Set.of("r.example:5000"), true))
        .filteredOn(argument -> argument.contains("r.example:5000/team/app:"))
        .hasSize(3)
        .allMatch(argument -> argument.endsWith(",registry.insecure=true"));
    assertThat(arguments(ALL, registry, Set.of("r.example"), true))
        .noneMatch(argument -> argument.contains("insecure"));
  }

  @Test
  @DisplayName("ask for a file where there is no registry, and for no earlier layers by default")
  void file() throws IOException {
    assertThat(arguments(BuildOptions.DEFAULT, null, Set.of(), true))
        .contains(
            "--output=type=docker,\"name=team/app:1\",\"dest=" + home + "/attempt/image.tar\"",
            "--no-cache")
        .noneMatch(argument -> argument.contains("-cache=type"));
  }
}
