package io.lunabuilder.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A build as callers see it; what does not apply is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BuildDocument(
    @JsonProperty("build_id") String buildId,
    String status,
    String stage,
    List<StageStart> stages,
    @Nullable Long position,
    int attempt,
    String archive,
    @Nullable String sha256,
    Parameters parameters,
    @JsonProperty("request_id") @Nullable String requestId,
    @JsonProperty("account_id") @Nullable String accountId,
    @JsonProperty("create_time") String createTime,
    @JsonProperty("start_time") @Nullable String startTime,
    @JsonProperty("end_time") @Nullable String endTime,
    @Nullable Image image,
    @Nullable Failure failure) {

  /** When the last attempt reached a stage. */
  record StageStart(String stage, @JsonProperty("start_time") String startTime) {}

  /** What was asked for. Values of build arguments can be secrets: only their names are shown. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Parameters(
      @JsonProperty("image_name") String imageName,
      @JsonProperty("image_builder") String imageBuilder,
      @Nullable String namespace,
      @Nullable Map<String, String> selector,
      String dockerfile,
      String context,
      @Nullable String target,
      @JsonProperty("build_args") List<String> buildArgs,
      Map<String, String> labels,
      List<String> tags,
      boolean cache,
      @Nullable Long timeout) {}

  /**
   * The image that was built.
   *
   * @param size bytes
   */
  record Image(String reference, String digest, long size) {}

  /** Why there is none. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Failure(
      String code,
      String stage,
      String meaning,
      String message,
      String remedy,
      boolean retryable,
      @JsonProperty("exit_code") @Nullable Integer exitCode,
      @JsonProperty("log_tail") String logTail) {}

  /** A page of builds. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<BuildDocument> builds, @Nullable String cursor) {}
}
