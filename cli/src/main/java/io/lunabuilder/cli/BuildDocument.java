package io.lunabuilder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A build as the API describes it. Reads leniently, since a server may be newer than this command.
 *
 * @param json the document of {@code GET /1/builds/{id}}
 */
record BuildDocument(JsonNode json) {
  private static final Set<String> ENDS = Set.of("completed", "error", "cancelled");

  String id() {
    return text("/build_id");
  }

  String status() {
    return text("/status");
  }

  String stage() {
    return text("/stage");
  }

  boolean isFinished() {
    return ENDS.contains(status());
  }

  boolean isCompleted() {
    return status().equals("completed");
  }

  boolean isCancelled() {
    return status().equals("cancelled");
  }

  /** The name that was asked for. */
  String imageName() {
    return text("/parameters/image_name");
  }

  /** The value at a JSON pointer; empty when there is none. */
  String text(String pointer) {
    return json.at(pointer).asText("");
  }

  long number(String pointer) {
    return json.at(pointer).asLong(0);
  }

  /** What can be done about its failure: in this command's words, else in those of the service. */
  Optional<String> remedy() {
    return Remedies.against(text("/failure/code"))
        .or(() -> Optional.of(text("/failure/remedy")).filter(told -> !told.isEmpty()));
  }

  /** From start to end; zero when it has not both. */
  Duration duration() {
    String start = text("/start_time");
    String end = text("/end_time");
    return start.isEmpty() || end.isEmpty()
        ? Duration.ZERO
        : Duration.between(Instant.parse(start), Instant.parse(end));
  }
}
