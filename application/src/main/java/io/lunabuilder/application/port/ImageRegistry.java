package io.lunabuilder.application.port;

import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.ImageReference;

/** Asks a registry what it has. */
public interface ImageRegistry {

  /**
   * Looks for a manifest by digest. Repeats what can be repeated; never speaks insecurely to a
   * registry that is not listed as insecure (R21).
   */
  Answer resolve(ImageReference reference, Digest digest) throws InterruptedException;

  /** What the registry said. */
  sealed interface Answer {
    /**
     * It has the manifest.
     *
     * @param size bytes of config and layers
     */
    record Found(long size) implements Answer {}

    /** It has no such manifest. */
    record Missing() implements Answer {}

    /** It does not let us look. */
    record Denied(String message) implements Answer {}

    /** It did not answer, or made no sense. */
    record Unreachable(String message) implements Answer {}
  }
}
