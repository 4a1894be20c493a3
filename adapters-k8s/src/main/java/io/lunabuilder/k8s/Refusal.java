package io.lunabuilder.k8s;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.ApiException;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What the API server's answers to a wish mean. */
final class Refusal {
  /** A token that was renewed a moment ago, or an authority that is: nothing of the build. */
  private static final int UNAUTHORIZED = 401;

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private Refusal() {}

  /** Can the same question be answered otherwise in a moment? */
  static boolean isPassing(ApiException e) {
    int code = e.getCode();
    return code == 0
        || code == UNAUTHORIZED
        || code == REQUEST_TIMEOUT
        || code == TOO_MANY
        || code >= SERVER_ERROR;
  }

  /** Why there is no pod. */
  static Failure failure(ApiException e) {
    return Failure.of(
        FailureCode.CLUSTER_DENIED,
        BuildStage.STAGING,
        "the cluster refused the build's pod: " + message(e));
  }

  private static String unreachable(Throwable cause) {
    return switch (cause) {
      case SSLException e ->
          "its certificate is not trusted: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      case UnknownHostException e -> "its host has no address";
      case ConnectException e -> "it cannot be connected to";
      case SocketTimeoutException e -> "it took too long";
      default -> String.valueOf(cause.getMessage());
    };
  }

  /** The answer in words. */
  static String message(ApiException e) {
    String body = e.getResponseBody();
    if (e.getCode() == 0 && e.getCause() != null) {
      return unreachable(e.getCause());
    }
    if (e.getCode() == UNAUTHORIZED) {
      return "it does not know the credentials of this service (401)";
    }
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
