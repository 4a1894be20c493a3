package io.lunabuilder.embedded;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decodes documents of builds, and remembers some: callers ask for the same few builds again and
 * again. A document never changes, a newer one is another array, so the same array means the same
 * build.
 */
final class DecodedBuilds {
  /** Beyond it all are forgotten, which only costs decoding again. */
  private static final int REMEMBERED = 1_024;

  private final BuildRecordCodec codec;
  private final Map<String, Decoded> decoded = new ConcurrentHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // Compared by identity on purpose.
  private record Decoded(byte[] document, StoredBuild build) {
    @SuppressWarnings("ReferenceEquality") // Comparing bytes would cost what decoding does.
    boolean isOf(byte[] other) {
      return document == other;
    }
  }

  DecodedBuilds(BuildRecordCodec codec) {
    this.codec = codec;
  }

  /** The build that {@code document} holds. */
  StoredBuild of(String id, byte[] document) {
    Decoded known = decoded.get(id);
    if (known != null && known.isOf(document)) {
      return known.build();
    }
    StoredBuild build = codec.decode(document);
    if (decoded.size() >= REMEMBERED) {
      decoded.clear();
    }
    decoded.put(id, new Decoded(document, build));
    return build;
  }
}
