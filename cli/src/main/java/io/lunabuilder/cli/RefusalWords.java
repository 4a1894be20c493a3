package io.lunabuilder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/**
 * What an answer that is an error says to a person: what the service said, and what to do next.
 *
 * @param error the answer's body
 * @param violations of it, those that are told
 */
record RefusalWords(int status, HttpHeaders headers, JsonNode error, List<JsonNode> violations) {
  private static final String REQUEST_ID = "Luna-Request-Id";

  /** Headline, violations, and where to read on. */
  String message() {
    StringBuilder message = new StringBuilder(headline());
    violations.forEach(violation -> message.append("\n  ").append(sentence(violation)));
    String link = error.path("link").asText("");
    // One without a host leads nowhere from a terminal.
    if (link.startsWith("http")) {
      message.append("\nMore: ").append(link);
    }
    headers.firstValue(REQUEST_ID).ifPresent(id -> message.append('\n').append(requestId(id)));
    return message.toString();
  }

  /** By this whoever runs the service finds the call in its log. */
  static String requestId(String id) {
    return "Request id: " + id;
  }

  private String headline() {
    String desc = error.path("desc").asText("");
    if (!violations.isEmpty()) {
      // The detail would say in one long line what follows line by line.
      return desc + ":";
    }
    String said = joined(desc, error.path("detail").asText(""));
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
          "The service is elsewhere: "
              + headers.firstValue("Location").orElse("it does not tell where")
              + ". Name that place with --server; a token is not sent on.";
      case 401 ->
          joined("The service wants to know who you are", said)
              + ". Give it a token that it knows with --token-file, --token or the variable "
              + ApiToken.VARIABLE
              + ".";
      case 403 ->
          joined("The service does not let you do that", said)
              + ". Use a token with more rights; whoever runs the service makes one with"
              + " luna-builder token.";
      case 413 ->
          joined("The archive is larger than the service takes", said)
              + ". Leave out what the build does not need, for example with a .dockerignore file.";
      case 421 ->
          joined("The service does not go by that name", said)
              + ". Name its address with --server, or set LUNA_BUILDER_ALLOWED_HOSTS there.";
      case 429 -> joined("The service has too much to do", said) + ". " + later();
      case 502, 504 ->
          joined("What stands in front of the service does not reach it", said) + ". " + later();
      case 503 -> joined("The service cannot work at the moment", said) + ". " + later();
      case 507 ->
          joined("The service has no space left", said)
              + ". Whoever runs it can free some, or give it more.";
      default -> said.isEmpty() ? "The service answered with status " + status : said;
    };
  }

  private String later() {
    return retryAfter()
        .map(seconds -> "Try again in " + seconds + (seconds == 1 ? " second." : " seconds."))
        .orElse("Try again soon.");
  }

  private Optional<Long> retryAfter() {
    return headers
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,9}"))
        .map(Long::valueOf);
  }

  private static String sentence(JsonNode violation) {
    String field = violation.path("field").asText("");
    String value = violation.path("value").asText("");
    String remedy = violation.path("remedy").asText("");
    return field
        + (value.isEmpty() ? "" : " \"" + value + "\"")
        + ": "
        + violation.path("problem").asText("")
        + (remedy.isEmpty() ? "" : "; " + remedy);
  }

  private static String joined(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + ": " + second;
  }
}
