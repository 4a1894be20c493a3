package io.lunabuilder.kaniko;

import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildOrder;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.domain.Origin;
import io.lunabuilder.domain.Placement;
import io.lunabuilder.domain.StageTimes;
import java.time.Instant;
import java.util.UUID;

/** Builds for tests. */
final class Jobs {
  private Jobs() {}

  static BuildJob.InProgress firstAttempt() {
    BuildOrder order =
        new BuildOrder(
            new BuildId(UUID.randomUUID()),
            spec("team/hello:1", BuildOptions.DEFAULT),
            Instant.EPOCH,
            Origin.UNKNOWN);
    return new BuildJob.InProgress(
        order, 1, BuildStage.STAGING, Instant.EPOCH, StageTimes.NONE, null, false, null);
  }

  static BuildSpec spec(String image, BuildOptions options) {
    return new BuildSpec(
        Archive.at(new ArchiveLink("test:dockerfile")),
        ImageReference.parse("image_name", image).orThrow(),
        BuilderName.LOCAL_KANIKO,
        new Placement.Local(),
        options);
  }
}
