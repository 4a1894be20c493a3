package com.example.buildkit;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import io.lunabuilder.application.plugin.ImageDestination;
import io.lunabuilder.application.plugin.Workplace;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * An image that {@code buildctl} made.
 *
 * @param job the build
 * @param destination where the image went
 */
record FinishedImage(BuildJob.InProgress job, ImageDestination destination) {

  /** What {@code --metadata-file} gets. */
  private record Metadata(@SerializedName("containerimage.digest") String digest) {}

  /** Reads what was made; a file is brought to where the service keeps it. */
  BuilderResult collect(AttemptFolder folder, Workplace workplace) throws IOException {
    Metadata metadata = new Gson().fromJson(Files.readString(folder.metadata()), Metadata.class);
    Digest digest = new Digest(metadata.digest());
    ImageReference reference = destination.reference(job.spec());
    if (destination.pushTo().isPresent()) {
      return new BuilderResult.Pushed(reference, digest);
    }
    Path kept = workplace.imageFile(job.id());
    keep(folder.image(), kept);
    return new BuilderResult.Saved(reference, digest, Files.size(kept));
  }

  /** The first move may copy to another disk; by the second the file is there whole, or not. */
  private static void keep(Path image, Path kept) throws IOException {
    Path beside = kept.resolveSibling("." + kept.getFileName());
    Files.move(image, beside, StandardCopyOption.REPLACE_EXISTING);
    Files.move(beside, kept, StandardCopyOption.ATOMIC_MOVE);
  }
}
