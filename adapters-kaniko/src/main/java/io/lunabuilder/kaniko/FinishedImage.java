package io.lunabuilder.kaniko;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.domain.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a successful executor left behind.
 *
 * @param settings of this machine
 * @param job the build
 * @param folder the attempt's files
 */
record FinishedImage(KanikoSettings settings, BuildJob.InProgress job, BuildFolder folder) {

  /** The image: pushed, or kept as a file from now on. */
  BuilderResult collect() throws IOException {
    Optional<Digest> digest = folder.digest();
    if (digest.isEmpty()) {
      return unusable("the digest");
    }
    ImageReference reference = settings.call().reference(job.spec());
    return settings.pushTo().isPresent()
        ? new BuilderResult.Pushed(reference, digest.get())
        : save(reference, digest.get());
  }

  private BuilderResult save(ImageReference reference, Digest digest) throws IOException {
    if (!DockerArchive.isReadable(folder.tar())) {
      return unusable("an image that can be loaded");
    }
    Path kept = KanikoImages.file(settings.imagesFolder(), job.id());
    KanikoImages.keep(folder.tar(), kept);
    return new BuilderResult.Saved(reference, digest, Files.size(kept));
  }

  /** An executor that ends well has written both, where no step got in its way. */
  private static BuilderResult unusable(String missing) {
    return new BuilderResult.Failed(
        Failure.of(
            FailureCode.BUILD_STEP_FAILED,
            BuildStage.PUSHING,
            "kaniko ended well, but "
                + missing
                + " is not where it writes it: a step must leave /kaniko alone"));
  }
}
