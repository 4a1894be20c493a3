package io.lunabuilder.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Puts an answer that is an error into words. */
final class Refusal {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TOO_LARGE = 413;
  private static final int UNAUTHORIZED = 401;
  private static final int UNAVAILABLE = 503;

  private Refusal() {}

  static CommandFailure of(int status, String body) {
    JsonNode error = parse(body);
    StringBuilder message = new StringBuilder(headline(status, error));
    for (JsonNode violation : error.path("violations")) {
      message.append("\n  ").append(sentence(violation));
    }
    String link = error.path("link").asText("");
    if (!link.isEmpty()) {
      message.append("\nMore: ").append(link);
    }
    return new CommandFailure(message.toString());
  }

  private static String headline(int status, JsonNode error) {
    String said = joined(error.path("desc").asText(""), error.path("detail").asText(""));
    return switch (status) {
      case TOO_LARGE ->
          joined("The archive is larger than the service takes", said)
              + ". Leave out what the build does not need, for example with a .dockerignore file.";
      case UNAUTHORIZED -> joined("The service wants to know who you are", said);
      case UNAVAILABLE -> joined("The service cannot work at the moment; try again soon", said);
      default -> said.isEmpty() ? "The service answered with status " + status : said;
    };
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

  private static JsonNode parse(String body) {
    try {
      JsonNode error = JSON.readTree(body);
      return error == null ? MissingNode.getInstance() : error;
    } catch (JsonProcessingException notOurs) {
      return MissingNode.getInstance();
    }
  }
}
