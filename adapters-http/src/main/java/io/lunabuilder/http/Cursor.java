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

  /** Null for the first page; a cursor that this service did not write is refused. */
  static @Nullable BuildId read(@Nullable String cursor) {
    return cursor == null
        ? null
        : decode(cursor)
            .orElseThrow(() ->
                RefusedCallException.badInput(
                    new Violation(
                        "cursor",
                        cursor,
                        "is not a cursor of this service",
                        "use the one of the page before")));
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
