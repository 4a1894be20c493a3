package io.lunabuilder.embedded;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a build. Instants and durations are ISO 8601 texts, enums their names; what does
 * not apply to a state is left out.
 *
 * @param schema version of this form
 * @param state {@code pending}, {@code in_progress} or {@code finished}
 * @param token of the lease; 0 without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BuildDocument(
    int schema,
    long sequence,
    @Nullable String key,
    String id,
    String created,
    Spec spec,
    String state,
    int attempt,
    @Nullable String stage,
    @Nullable String started,
    @Nullable String owner,
    long token,
    boolean cancelRequested,
    @Nullable String retryAt,
    @Nullable String ended,
    @Nullable Outcome outcome) {

  /** What is to be built; without a namespace it is built on the service's own machine. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Spec(
      String archive,
      Image image,
      String builder,
      @Nullable String namespace,
      @Nullable Map<String, String> selector,
      Options options) {}

  /** A name of an image. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Image(@Nullable String registry, String repository, String tag) {}

  /** How it is to be built. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Options(
      String dockerfile,
      String context,
      @Nullable String target,
      @Nullable Map<String, String> buildArgs,
      @Nullable Map<String, String> labels,
      @Nullable List<String> tags,
      boolean cache,
      @Nullable String timeout) {}

  /** How it ended: with an image, with a failure, or (both absent) cancelled. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Outcome(@Nullable Built image, @Nullable Failed failure) {}

  /** The image that came of it. */
  record Built(Image reference, String digest, long size) {}

  /** Why there is no image. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Failed(
      String code, String stage, String message, @Nullable Integer exitCode, String logTail) {}
}
