package io.lunabuilder.bootstrap;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.StageContext;
import io.lunabuilder.application.plugin.SourcePlugin;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.ContextStaging;
import io.lunabuilder.archive.ArchiveAdapters;
import io.lunabuilder.s3.S3Archives;
import io.lunabuilder.s3.S3Settings;
import io.lunabuilder.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where archives can come from by these settings. */
final class Sources {
  private Sources() {}

  /**
   * All of them. S3 stands before http, since an object has a link of http too; those of plug-ins
   * stand before both, for the same reason.
   *
   * @param own source of who asks
   * @param console hears which plug-ins cannot be used
   */
  static ArchiveSources of(LiveSettings settings, ArchiveSource own, Console console) {
    List<ArchiveSource> all = new ArrayList<>(List.of(own));
    Extensions extensions = settings.current().extensions();
    for (SourcePlugin plugin : extensions.installed(SourcePlugin.class)) {
      opened(plugin, extensions, console).ifPresent(all::add);
    }
    if (settings.current().s3() != null) {
      all.add(new LiveSource(settings.made(Sources::s3)));
    }
    all.add(
        new LiveSource(
            settings.made(
                now -> ArchiveAdapters.http(now.limits().fetching(), now.archiveHosts()))));
    return new ArchiveSources(all);
  }

  private static Optional<ArchiveSource> opened(
      SourcePlugin plugin, Extensions extensions, Console console) {
    try {
      return Optional.of(new PluginSource(plugin.name(), plugin.open(extensions.of(plugin))));
    } catch (IOException | RuntimeException | Error e) {
      console.say(extensions.cannotBeUsed("plug-in", plugin, e));
      return Optional.empty();
    }
  }

  private static ArchiveSource s3(Settings settings) {
    S3Settings s3 = Objects.requireNonNull(settings.s3());
    return S3Archives.in(s3, settings.limits().fetchingFromS3());
  }

  /**
   * What brings archives of these to a folder, within the bounds of the settings.
   *
   * @param spool gets what is needed for moments only; it exists
   */
  static ContextStaging staging(ArchiveSources sources, Settings settings, Path spool) {
    return new StageContext(
        sources, ArchiveAdapters.unpacker(settings.limits().unpacking(), spool));
  }

  /** These, whose calls are seen. */
  static ArchiveSources seenBy(Telemetry telemetry, ArchiveSources sources) {
    return new ArchiveSources(sources.all().stream().map(telemetry::over).toList());
  }
}
