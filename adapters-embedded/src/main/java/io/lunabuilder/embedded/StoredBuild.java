package io.lunabuilder.embedded;

import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * A build as it lies in the store.
 *
 * @param sequence its place in the queue, which it keeps when it is tried again
 * @param key the caller's name for its submission, or null when it had none
 * @param job what is known of it
 */
record StoredBuild(long sequence, @Nullable IdempotencyKey key, BuildJob job) {

  /** The same build after a change. */
  StoredBuild with(BuildJob next) {
    return new StoredBuild(sequence, key, next);
  }
}
