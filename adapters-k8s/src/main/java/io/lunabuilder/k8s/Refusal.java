package io.lunabuilder.k8s;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.ApiException;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;

/** What the API server's answers to a wish mean. */
final class Refusal {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private Refusal() {}

  /** Can the same question be answered otherwise in a moment? */
  static boolean isPassing(ApiException e) {
    int code = e.getCode();
    return code == 0 || code == REQUEST_TIMEOUT || code == TOO_MANY || code >= SERVER_ERROR;
  }

  /** Why there is no pod. */
  static Failure failure(ApiException e) {
    return Failure.of(
        FailureCode.CLUSTER_DENIED,
        BuildStage.STAGING,
        "the cluster refused the build's pod: " + message(e));
  }

  /** The answer in words. */
  static String message(ApiException e) {
    String body = e.getResponseBody();
    if (body == null || body.isEmpty()) {
      return String.valueOf(e.getMessage());
    }
    try {
      JsonObject status = JsonParser.parseString(body).getAsJsonObject();
      return status.get("message").getAsString();
    } catch (JsonParseException | IllegalStateException | NullPointerException e2) {
      return "HTTP " + e.getCode();
    }
  }
}
