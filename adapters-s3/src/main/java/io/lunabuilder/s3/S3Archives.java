package io.lunabuilder.s3;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.HandOff;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.ArchiveVersion;
import io.lunabuilder.domain.FailureCode;
import io.minio.GetObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Archives that are objects of a bucket. The right to read them (GetObject) is enough. */
public final class S3Archives implements ArchiveSource {
  /** What S3 says of an object that is not there, when all else is well. */
  private static final Set<String> WELL =
      Set.of("NoSuchKey", "ResourceNotFound", "AccessDenied", "AllAccessDisabled");

  private final S3Settings settings;
  private final S3Limits limits;
  private final S3Client client;

  private S3Archives(S3Settings settings, S3Limits limits) {
    this.settings = settings;
    this.limits = limits;
    this.client = new S3Client(settings, limits);
  }

  /** Nothing is asked before an archive is. */
  public static S3Archives in(S3Settings settings, S3Limits limits) {
    return new S3Archives(settings, limits);
  }

  /** Of links of http, those to the endpoint itself that are not signed. */
  @Override
  public boolean recognises(ArchiveLink link) {
    return link.scheme().filter("s3"::equals).isPresent()
        || S3Object.of(link, settings).isPresent();
  }

  @Override
  public String example() {
    return "s3://" + (settings.bucket() == null ? "bucket" : settings.bucket()) + "/context.tar.gz";
  }

  /**
   * Reads the object's first byte: that takes no other right than to read all of it, and what is
   * wrong is told in words, which answers to HEAD have not.
   */
  @Override
  public Probe probe(ArchiveLink link) {
    Optional<S3Object> object = S3Object.of(link, settings);
    if (object.isEmpty()) {
      return new Probe.Wrong(S3Refusal.noObject(link));
    }
    try (GetObjectResponse answer = client.get(object.get(), null, 0, 1L)) {
      S3Answer read = new S3Answer(answer.headers());
      return read.size() > limits.archiveBytes()
          ? new Probe.Wrong(S3Refusal.tooLarge(link, limits.archiveBytes()))
          : new Probe.Fine(read.version().orElse(null));
    } catch (ErrorResponseException e) {
      return new Probe.Wrong(
          e.errorResponse().code().equals("InvalidRange")
              ? S3Refusal.empty(link)
              : S3Refusal.of(e, link));
    } catch (MinioException e) {
      return new Probe.Wrong(S3Refusal.of(e, link));
    } catch (IOException closing) {
      return new Probe.Fine(null);
    }
  }

  /**
   * Why no object of the bucket can be read, found out by one that nobody has; empty when nothing
   * is known to be wrong. Whether a right is missing is not told to who may not list the bucket.
   */
  public Optional<String> problem() {
    if (settings.bucket() == null) {
      return Optional.empty();
    }
    ArchiveLink nobodys = new ArchiveLink("s3://" + settings.bucket() + "/luna-builder-asks");
    try (GetObjectResponse _ =
        client.get(S3Object.of(nobodys, settings).orElseThrow(), null, 0, 1L)) {
      return Optional.empty();
    } catch (ErrorResponseException e) {
      return WELL.contains(e.errorResponse().code())
          ? Optional.empty()
          : Optional.of(S3Refusal.of(e, nobodys).message());
    } catch (MinioException e) {
      return Optional.of(S3Refusal.of(e, nobodys).message());
    } catch (IOException closing) {
      return Optional.empty();
    }
  }

  @Override
  public Opening open(Archive archive, long offset) throws InterruptedException {
    ArchiveLink link = archive.link();
    Optional<S3Object> object = S3Object.of(link, settings);
    if (object.isEmpty()) {
      return refused(S3Refusal.noObject(link));
    }
    ArchiveVersion version = archive.version();
    @Nullable String tag = version == null ? null : version.value();
    try {
      GetObjectResponse answer = client.get(object.get(), tag, offset, null);
      S3Content content = new S3Content(answer, new S3Answer(answer.headers()), limits.stall());
      if (content.size().orElse(0) <= limits.archiveBytes()) {
        return new Opening.Opened(content);
      }
      content.close();
      return refused(S3Refusal.tooLarge(link, limits.archiveBytes()));
    } catch (MinioException | IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return refused(S3Refusal.of(e instanceof MinioException m ? m : new MinioException(e), link));
    }
  }

  @Override
  public HandOff handOff(Archive archive, Duration validity) {
    Optional<S3Object> object = S3Object.of(archive.link(), settings);
    if (object.isEmpty()) {
      return new HandOff.Impossible(S3Refusal.noObject(archive.link()));
    }
    try {
      ArchiveLink signed = new ArchiveLink(client.signedLink(object.get(), validity));
      return new HandOff.Link(
          new Archive(signed, archive.digest(), tag(archive.version())),
          true,
          Authorities.trust(settings));
    } catch (Authorities.UnusableException e) {
      return new HandOff.Impossible(
          new ArchiveProblem(FailureCode.ARCHIVE_DENIED, String.valueOf(e.getMessage())));
    } catch (MinioException e) {
      return new HandOff.Impossible(S3Refusal.of(e, archive.link()));
    }
  }

  /** To whom asks by http, an entity tag has its quotes. */
  private static @Nullable ArchiveVersion tag(@Nullable ArchiveVersion version) {
    return version == null ? null : new ArchiveVersion("\"" + version.value() + "\"");
  }

  private static Opening refused(ArchiveProblem problem) {
    return new Opening.Refused(problem);
  }
}
