package io.lunabuilder.domain;

/** How a build ended. */
public sealed interface BuildOutcome {

  /** The image exists, and whoever keeps it answered for its digest. */
  record Completed(BuiltImage image) implements BuildOutcome {}

  /** There is no image, and why. */
  record Failed(Failure failure) implements BuildOutcome {}

  /** Someone asked for the build to stop, and nothing of it runs any more. */
  record Cancelled() implements BuildOutcome {}
}
