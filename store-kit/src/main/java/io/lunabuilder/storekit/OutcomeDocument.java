package io.lunabuilder.storekit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuiltImage;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.domain.ImageReference;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of how a build ended: with an image, with a failure, or (both absent) cancelled.
 * Enums are their names.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutcomeDocument(@Nullable Built image, @Nullable Failed failure) {

  /**
   * The image that came of it.
   *
   * @param reference null for the one that was ordered
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Built(@Nullable ImageDocument reference, String digest, long size) {
    static Built of(BuiltImage image) {
      return new Built(ImageDocument.of(image.reference()), image.digest().value(), image.size());
    }

    BuiltImage image(ImageReference ordered) {
      return new BuiltImage(
          reference == null ? ordered : reference.image(), new Digest(digest), size);
    }
  }

  /** Why there is no image. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Failed(
      String code, String stage, String message, @Nullable Integer exitCode, String logTail) {
    static Failed of(Failure failure) {
      return new Failed(
          failure.code().name(),
          failure.stage().name(),
          failure.message(),
          failure.exitCode(),
          failure.logTail());
    }

    Failure failure() {
      return new Failure(
          FailureCode.valueOf(code), BuildStage.valueOf(stage), message, exitCode, logTail);
    }
  }

  /** The form of {@code outcome}. */
  public static OutcomeDocument of(BuildOutcome outcome) {
    return switch (outcome) {
      case BuildOutcome.Completed(BuiltImage image) -> new OutcomeDocument(Built.of(image), null);
      case BuildOutcome.Failed(Failure failure) -> new OutcomeDocument(null, Failed.of(failure));
      case BuildOutcome.Cancelled cancelled -> new OutcomeDocument(null, null);
    };
  }

  /** The shortest form of the outcome of a build that ordered {@code image}. */
  public static OutcomeDocument briefly(BuildOutcome outcome, ImageReference image) {
    return outcome instanceof BuildOutcome.Completed(BuiltImage built)
            && built.reference().equals(image)
        ? new OutcomeDocument(new Built(null, built.digest().value(), built.size()), null)
        : of(outcome);
  }

  /**
   * What this is the form of.
   *
   * @param ordered the image that the build ordered
   */
  public BuildOutcome outcome(ImageReference ordered) {
    if (image != null) {
      return new BuildOutcome.Completed(image.image(ordered));
    }
    return failure != null
        ? new BuildOutcome.Failed(failure.failure())
        : new BuildOutcome.Cancelled();
  }
}
