package io.lunabuilder.domain;

import java.util.Objects;

/**
 * What a completed build made.
 *
 * @param reference where it is kept
 * @param digest content address of its manifest
 * @param size bytes: of config and compressed layers in a registry, of the file when the service
 *     keeps it
 */
public record BuiltImage(ImageReference reference, Digest digest, long size) {
  public BuiltImage {
    Objects.requireNonNull(reference);
    Objects.requireNonNull(digest);
    if (size < 0) {
      throw new IllegalArgumentException("negative size " + size);
    }
  }
}
