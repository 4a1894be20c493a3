package com.example.buildkit;

import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildOrder;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.ContextPath;
import io.lunabuilder.domain.Origin;
import io.lunabuilder.domain.Placement;
import io.lunabuilder.domain.StageTimes;
import io.lunabuilder.domain.Tag;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.InMemoryArchives;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** What tests ask a builder for. */
final class BuildRequests {
  /** Earlier layers may be used again; all else is usual. */
  static final BuildOptions CACHED = options(List.of(), true);

  private BuildRequests() {}

  static BuildOptions options(List<Tag> tags, boolean cache) {
    return new BuildOptions(
        ContextPath.DOCKERFILE, ContextPath.ROOT, null, Map.of(), Map.of(), tags, cache, null);
  }

  /** With these build arguments, and earlier layers. */
  static BuildOptions arguments(Map<String, String> buildArgs) {
    return new BuildOptions(
        ContextPath.DOCKERFILE, ContextPath.ROOT, null, buildArgs, Map.of(), List.of(), true, null);
  }

  /** A first attempt to build these files into {@code image}. */
  static BuildJob.InProgress job(
      InMemoryArchives archives, String image, BuildOptions options, Map<String, String> files)
      throws IOException {
    Archive archive = Archive.at(archives.put(UUID.randomUUID().toString(), tar(files)));
    BuildSpec spec =
        new BuildSpec(
            archive,
            Builds.reference(image),
            new BuilderName(BuildKitPlugin.NAME),
            new Placement.Local(),
            options);
    return new BuildJob.InProgress(
        new BuildOrder(Builds.id(), spec, Builds.NOON, Origin.UNKNOWN),
        1,
        BuildStage.STAGING,
        Builds.NOON,
        StageTimes.NONE,
        null,
        false,
        null);
  }

  /** A tar in which all times are zero, as of those who want the same bytes each time. */
  private static byte[] tar(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setModTime(0);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
