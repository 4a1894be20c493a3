package com.example.buildkit;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.StageContext;
import io.lunabuilder.application.plugin.ImageDestination;
import io.lunabuilder.application.plugin.PluginSettings;
import io.lunabuilder.application.plugin.Workplace;
import io.lunabuilder.application.port.ContextStaging;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.archive.ArchiveAdapters;
import io.lunabuilder.archive.UnpackLimits;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.testkit.InMemoryArchives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a service would give to the builder: archives are unpacked as it does.
 *
 * @param home all files are in it
 * @param archives those that can be built
 * @param destination where images go
 */
record TestWorkplace(Path home, InMemoryArchives archives, ImageDestination destination)
    implements Workplace {

  /** One whose images go to {@code registry} without TLS, or into files where it is null. */
  static TestWorkplace in(Path home, InMemoryArchives archives, @Nullable Registry registry)
      throws IOException {
    for (String folder : List.of("attempts", "images", "spool")) {
      Files.createDirectories(home.resolve(folder));
    }
    Set<String> insecure = registry == null ? Set.of() : Set.of(registry.host());
    return new TestWorkplace(home, archives, new ImageDestination(registry, insecure, null));
  }

  @Override
  public Path folder() {
    return home.resolve("attempts");
  }

  @Override
  public ContextStaging staging() {
    return new StageContext(
        new ArchiveSources(List.of(archives)),
        ArchiveAdapters.unpacker(UnpackLimits.DEFAULT, home.resolve("spool")));
  }

  @Override
  public Path imageFile(BuildId build) {
    return home.resolve("images").resolve(build + ".tar");
  }

  /** Opens the plug-in as a service does, for the daemon of {@code buildctl}. */
  ImageBuilder open(Buildctl buildctl) throws IOException {
    return new BuildKitPlugin().open(settings(buildctl), this);
  }

  private static PluginSettings settings(Buildctl buildctl) {
    return settings(buildctl, Map.of());
  }

  /** Settings that lead to {@code buildctl} and its daemon, and others. */
  static PluginSettings settings(Buildctl buildctl, Map<String, String> others) {
    Map<String, String> texts = new HashMap<>(others);
    texts.put("ADDRESS", buildctl.address());
    texts.put("BUILDCTL", buildctl.program().toString());
    return new PluginSettings(texts);
  }

  /** What is left of attempts. */
  List<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(Path::toString).toList();
    }
  }
}
