package io.lunabuilder.bootstrap;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.HandOff;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.http.access.SignedLinks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Uploads as pods get them: from this service's own API, by a link that says until when it may be
 * used, and is signed.
 *
 * @param links signs them
 * @param address where pods reach the service; null where they cannot
 */
record PublishedUploads(
    ArchiveSource uploads, SignedLinks links, InstantSource clock, @Nullable PublicAddress address)
    implements ArchiveSource {
  private static final String SCHEME = "upload";

  /** The key is where the uploads are: whoever shares these takes the links of the others. */
  static Path keyFile(Settings settings) {
    return settings.uploadsFolder().resolve(".link-key");
  }

  /** The same sources, of which uploads can be handed off. */
  static ArchiveSources in(
      ArchiveSources sources,
      SignedLinks links,
      InstantSource clock,
      @Nullable PublicAddress address) {
    ArchiveLink any = new ArchiveLink(SCHEME + "://any");
    return new ArchiveSources(
        sources.all().stream()
            .map(source ->
                source.recognises(any)
                    ? new PublishedUploads(source, links, clock, address)
                    : source)
            .toList());
  }

  @Override
  public boolean recognises(ArchiveLink link) {
    return uploads.recognises(link);
  }

  @Override
  public String example() {
    return uploads.example();
  }

  @Override
  public Probe probe(ArchiveLink link) {
    return uploads.probe(link);
  }

  @Override
  public Opening open(Archive archive, long offset) throws InterruptedException {
    return uploads.open(archive, offset);
  }

  @Override
  public HandOff handOff(Archive archive, Duration validity) {
    if (address == null) {
      return new HandOff.Impossible(
          new ArchiveProblem(
              FailureCode.ARCHIVE_DENIED,
              "pods cannot fetch uploads from this service: LUNA_BUILDER_PUBLIC_URL is not set"));
    }
    String id = archive.link().value().substring((SCHEME + "://").length());
    String root = address.url().toString().replaceFirst("/+$", "");
    ArchiveLink link =
        new ArchiveLink(
            root + "/1/archives/" + id + links.query(id, clock.instant().plus(validity)));
    try {
      return new HandOff.Link(new Archive(link, archive.digest(), null), true, address.trust());
    } catch (IOException e) {
      return new HandOff.Impossible(
          new ArchiveProblem(
              FailureCode.ARCHIVE_DENIED,
              "the file of " + ClusterCatalogue.PUBLIC_URL_CA_FILE.name() + " " + e.getMessage()));
    }
  }
}
