package io.lunabuilder.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.Serial;
import java.util.List;
import java.util.Optional;

/** The service's answer is an error, which is put into words here. */
final class Refusal extends CommandFailure {
  @Serial private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BAD_INPUT = 400;
  private static final int TOO_LARGE = 413;
  private static final int UNAUTHORIZED = 401;
  private static final int UNAVAILABLE = 503;

  private final int status;
  private final transient JsonNode error;
  private final transient List<JsonNode> violations;

  private Refusal(int status, JsonNode error, List<JsonNode> violations) {
    super(
        message(status, error, violations),
        status == BAD_INPUT ? ExitCode.BAD_USAGE : ExitCode.FAILED);
    this.status = status;
    this.error = error;
    this.violations = violations;
  }

  /**
   * @param body the answer's, which may be anything
   */
  static Refusal of(int status, String body) {
    JsonNode error = parse(body);
    return new Refusal(status, error, error.path("violations").valueStream().toList());
  }

  /** The same without what it says of one field; empty when it says nothing else. */
  Optional<Refusal> without(String field) {
    List<JsonNode> others =
        violations.stream()
            .filter(violation -> !violation.path("field").asText("").equals(field))
            .toList();
    return others.isEmpty() && !violations.isEmpty()
        ? Optional.empty()
        : Optional.of(new Refusal(status, error, others));
  }

  private static String message(int status, JsonNode error, List<JsonNode> violations) {
    StringBuilder message = new StringBuilder(headline(status, error, violations));
    violations.forEach(violation -> message.append("\n  ").append(sentence(violation)));
    String link = error.path("link").asText("");
    // One without a host leads nowhere from a terminal.
    if (link.startsWith("http")) {
      message.append("\nMore: ").append(link);
    }
    return message.toString();
  }

  private static String headline(int status, JsonNode error, List<JsonNode> violations) {
    String desc = error.path("desc").asText("");
    if (!violations.isEmpty()) {
      // The detail would say in one long line what follows line by line.
      return desc + ":";
    }
    String said = joined(desc, error.path("detail").asText(""));
    return switch (status) {
      case TOO_LARGE ->
          joined("The archive is larger than the service takes", said)
              + ". Leave out what the build does not need, for example with a .dockerignore file.";
      case UNAUTHORIZED ->
          joined("The service wants to know who you are", said)
              + ". Give it a token with --token-file, --token or the variable "
              + ApiToken.VARIABLE
              + ".";
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
