package io.lunabuilder.application.port;

import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.ImageReference;
import org.jspecify.annotations.Nullable;

/** What an image builder made of an attempt. */
public sealed interface BuilderResult {

  /** The builder says that it pushed; only the registry can confirm it. */
  record Pushed(ImageReference reference, Digest digest) implements BuilderResult {}

  /**
   * The image is kept by this service as a file that {@code docker load} takes.
   *
   * @param size bytes of the file
   */
  record Saved(ImageReference reference, Digest digest, long size) implements BuilderResult {}

  /** There is no image. */
  record Failed(Failure failure) implements BuilderResult {}

  /**
   * It was cancelled.
   *
   * @param obstacle what had kept it from running until then; null when nothing had
   */
  record Stopped(@Nullable Failure obstacle) implements BuilderResult {
    /** It ran, or was about to. */
    public Stopped() {
      this(null);
    }
  }
}
