package io.lunabuilder.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.Serial;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** The service's answer is an error, which {@link RefusalWords} puts into words. */
final class Refusal extends CommandFailure {
  @Serial private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BAD_INPUT = 400;

  private final transient RefusalWords words;

  private Refusal(RefusalWords words) {
    super(words.message(), words.status() == BAD_INPUT ? ExitCode.BAD_USAGE : ExitCode.FAILED);
    this.words = words;
  }

  /**
   * @param body the answer's, which may be anything
   */
  static Refusal of(int status, HttpHeaders headers, String body) {
    JsonNode error = parse(body);
    return new Refusal(
        new RefusalWords(status, headers, error, error.path("violations").valueStream().toList()));
  }

  /** The same without what it says of one field; empty when it says nothing else. */
  Optional<Refusal> without(String field) {
    List<JsonNode> others =
        words.violations().stream()
            .filter(violation -> !violation.path("field").asText("").equals(field))
            .toList();
    return others.isEmpty() && !words.violations().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Refusal(new RefusalWords(words.status(), words.headers(), words.error(), others)));
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
