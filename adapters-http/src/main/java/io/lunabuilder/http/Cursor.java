package io.lunabuilder.http;

import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of builds begins: opaque to callers, inside the id of the last build that they saw.
 */
final class Cursor {
  private Cursor() {}

  static String write(BuildId last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(last.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** Null for the first page; a cursor that this service did not write is a problem. */
  static @Nullable BuildId read(Query query) {
    String cursor = query.text("cursor");
    BuildId last = cursor == null ? null : decode(cursor).orElse(null);
    if (cursor != null && last == null) {
      query.add(
          new Violation(
              "cursor",
              cursor,
              "is not a cursor of this service",
              "use the one of the page before"));
    }
    return last;
  }

  private static Optional<BuildId> decode(String cursor) {
    try {
      byte[] id = Base64.getUrlDecoder().decode(cursor);
      return BuildId.parse(new String(id, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
