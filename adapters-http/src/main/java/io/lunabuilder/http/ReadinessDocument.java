package io.lunabuilder.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunabuilder.application.Readiness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /readiness} answers.
 *
 * @param status {@code ready} when every part is
 */
record ReadinessDocument(String status, List<Part> parts) {

  /**
   * @param status {@code ready} or {@code not_ready}
   * @param problem why it is not; left out when it is
   */
  record Part(
      String name,
      String status,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String problem) {}

  static ReadinessDocument of(Readiness readiness) {
    return new ReadinessDocument(
        word(readiness.isReady()),
        readiness.parts().stream()
            .map(part -> new Part(part.name(), word(part.isReady()), part.problem()))
            .toList());
  }

  private static String word(boolean ready) {
    return ready ? "ready" : "not_ready";
  }
}
