package io.lunabuilder.bootstrap;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.archive.ArchiveAdapters;
import io.lunabuilder.s3.S3Archives;
import io.lunabuilder.s3.S3Settings;
import java.util.ArrayList;
import java.util.List;

/** Where archives can come from by these settings. */
final class Sources {
  private Sources() {}

  /**
   * All of them. S3 stands before http, since an object has a link of http too.
   *
   * @param own source of who asks
   */
  static ArchiveSources of(Settings settings, ArchiveSource own) {
    List<ArchiveSource> all = new ArrayList<>(List.of(own));
    S3Settings s3 = settings.s3();
    if (s3 != null) {
      all.add(S3Archives.in(s3, settings.limits().fetchingFromS3()));
    }
    all.add(ArchiveAdapters.http(settings.limits().fetching(), settings.archiveHosts()));
    return new ArchiveSources(all);
  }
}
