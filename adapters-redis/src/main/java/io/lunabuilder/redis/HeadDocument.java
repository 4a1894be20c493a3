package io.lunabuilder.redis;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a build's text, which scripts change: an array in this order. What does not
 * apply is an empty text; instants are ISO 8601 texts.
 *
 * @param status name of a {@link io.lunabuilder.domain.BuildStatus}
 * @param sequence its place in the queue, which it keeps when it is tried again
 * @param key the caller's name for its submission
 * @param created when it was accepted, in milliseconds since 1970
 * @param token of the lease
 * @param cancel 1 when it shall stop
 * @param link to the archive, while it is needed, where it holds a secret
 * @param times of stages, as {@link io.lunabuilder.storekit.StageTimesText}; null in builds of the
 *     first versions
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({
  "status",
  "sequence",
  "key",
  "created",
  "attempt",
  "stage",
  "started",
  "owner",
  "token",
  "cancel",
  "retryAt",
  "ended",
  "link",
  "times"
})
record HeadDocument(
    String status,
    long sequence,
    String key,
    long created,
    int attempt,
    String stage,
    String started,
    String owner,
    String token,
    int cancel,
    String retryAt,
    String ended,
    String link,
    @Nullable String times) {}
