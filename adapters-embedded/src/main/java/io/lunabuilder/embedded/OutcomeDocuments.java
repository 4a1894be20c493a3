package io.lunabuilder.embedded;

import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuiltImage;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;

/** Maps how builds end. */
final class OutcomeDocuments {
  private OutcomeDocuments() {}

  static BuildDocument.Outcome outcome(BuildOutcome outcome) {
    return switch (outcome) {
      case BuildOutcome.Completed(BuiltImage image) ->
          new BuildDocument.Outcome(
              new BuildDocument.Built(
                  SpecDocuments.image(image.reference()), image.digest().value(), image.size()),
              null);
      case BuildOutcome.Failed(Failure failure) ->
          new BuildDocument.Outcome(
              null,
              new BuildDocument.Failed(
                  failure.code().name(),
                  failure.stage().name(),
                  failure.message(),
                  failure.exitCode(),
                  failure.logTail()));
      case BuildOutcome.Cancelled cancelled -> new BuildDocument.Outcome(null, null);
    };
  }

  static BuildOutcome outcome(BuildDocument.Outcome document) {
    BuildDocument.Built image = document.image();
    if (image != null) {
      return new BuildOutcome.Completed(
          new BuiltImage(
              SpecDocuments.image(image.reference()), new Digest(image.digest()), image.size()));
    }
    BuildDocument.Failed failure = document.failure();
    if (failure != null) {
      return new BuildOutcome.Failed(
          new Failure(
              FailureCode.valueOf(failure.code()),
              BuildStage.valueOf(failure.stage()),
              failure.message(),
              failure.exitCode(),
              failure.logTail()));
    }
    return new BuildOutcome.Cancelled();
  }
}
