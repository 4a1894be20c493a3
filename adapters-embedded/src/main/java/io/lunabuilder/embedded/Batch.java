package io.lunabuilder.embedded;

import io.lunabuilder.domain.BuildJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Changes that become durable together. Written under the store's lock; {@link #before} is read by
 * all.
 */
final class Batch {

  /** Stands for a build that did not exist: no document is empty. */
  private static final byte[] NOTHING = new byte[0];

  private final Map<String, byte[]> before = new ConcurrentHashMap<>();
  private final List<BuildJob> changes = new ArrayList<>();
  private final CompletableFuture<Boolean> durable = new CompletableFuture<>();
  private boolean dirty;

  /** Remembers what a build was before the batch; comes before the change itself. */
  void remember(String id, byte @Nullable [] document) {
    dirty = true;
    before.putIfAbsent(id, document == null ? NOTHING : document);
  }

  /** Notes a change that observers are told of once it is durable. */
  void changed(BuildJob job) {
    changes.add(job);
  }

  boolean isDirty() {
    return dirty;
  }

  List<BuildJob> changes() {
    return changes;
  }

  CompletableFuture<Boolean> durable() {
    return durable;
  }

  /** The build's document before this batch; {@code now} when the batch does not change it. */
  byte @Nullable [] before(String id, byte @Nullable [] now) {
    byte[] document = before.get(id);
    if (document == null) {
      return now;
    }
    return document.length == 0 ? null : document;
  }
}
