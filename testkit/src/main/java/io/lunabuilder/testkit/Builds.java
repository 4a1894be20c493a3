package io.lunabuilder.testkit;

import io.lunabuilder.application.BuildIds;
import io.lunabuilder.domain.AccountId;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildOrder;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.BuiltImage;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.domain.Origin;
import io.lunabuilder.domain.Placement;
import io.lunabuilder.domain.RequestId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Builds for tests. Each has an id of its own, greater than that of every one before. */
public final class Builds {

  /** When fixtures were accepted, unless they say otherwise. */
  public static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private static final BuildIds IDS = new BuildIds(InstantSource.system(), new SecureRandom());

  private Builds() {}

  /** An id that no build has. */
  public static BuildId id() {
    return IDS.next();
  }

  /** A local build of {@code image}, for example {@code hello:1}, accepted at {@link #NOON}. */
  public static BuildJob.Pending pending(String image) {
    return pending(image, NOON);
  }

  /** A local build of {@code image}, accepted at {@code createTime}. */
  public static BuildJob.Pending pending(String image, Instant createTime) {
    return new BuildJob.Pending(new BuildOrder(id(), spec(image), createTime, Origin.UNKNOWN));
  }

  /** A local build of {@code image} from {@code archive}, accepted at {@link #NOON}. */
  public static BuildJob.Pending pending(String image, ArchiveLink archive) {
    return new BuildJob.Pending(new BuildOrder(id(), spec(image, archive), NOON, Origin.UNKNOWN));
  }

  /** A local build of {@code image} that came from {@code origin}, accepted at {@link #NOON}. */
  public static BuildJob.Pending pending(String image, Origin origin) {
    return new BuildJob.Pending(new BuildOrder(id(), spec(image), NOON, origin));
  }

  /** An origin of which everything is known. */
  public static Origin origin() {
    return new Origin(
        RequestId.of(NOON, UUID.randomUUID()),
        new AccountId(UUID.randomUUID()),
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  }

  /** A local build with nothing special. */
  public static BuildSpec spec(String image) {
    return spec(image, new ArchiveLink("https://files.example.com/context.tar.gz"));
  }

  private static BuildSpec spec(String image, ArchiveLink archive) {
    return new BuildSpec(
        Archive.at(archive),
        reference(image),
        BuilderName.LOCAL_KANIKO,
        new Placement.Local(),
        BuildOptions.DEFAULT);
  }

  /** The reference that {@code image} is. */
  public static ImageReference reference(String image) {
    return ImageReference.parse("image", image).orThrow();
  }

  /** It is built. */
  public static BuildOutcome completed(String image) {
    Digest digest = new Digest("sha256:" + "5".repeat(64));
    return new BuildOutcome.Completed(new BuiltImage(reference(image), digest, 1234));
  }

  /** A step of its Dockerfile failed. */
  public static BuildOutcome failed() {
    return new BuildOutcome.Failed(failure(FailureCode.BUILD_STEP_FAILED));
  }

  /** A failure while the Dockerfile's steps ran. */
  public static Failure failure(FailureCode code) {
    return new Failure(code, BuildStage.BUILDING, "the step \"RUN false\" failed", 1, "false\n");
  }
}
