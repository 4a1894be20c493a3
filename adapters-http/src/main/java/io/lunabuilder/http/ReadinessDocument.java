package io.lunabuilder.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunabuilder.application.Readiness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /readiness} answers.
 *
 * @param status {@code ready} when every part is that is needed
 */
record ReadinessDocument(String status, List<Part> parts) {
  private static final String READY = "ready";
  private static final String NOT_READY = "not_ready";

  /**
   * @param status {@code ready}, {@code not_ready}, or {@code degraded} when the service is ready
   *     without it
   * @param problem why it is not; left out when it is
   */
  record Part(
      String name,
      String status,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String problem) {}

  static ReadinessDocument of(Readiness readiness) {
    return new ReadinessDocument(
        readiness.isReady() ? READY : NOT_READY,
        readiness.parts().stream()
            .map(part -> new Part(part.name(), word(part), part.problem()))
            .toList());
  }

  private static String word(Readiness.Part part) {
    if (part.isReady()) {
      return READY;
    }
    return part.needed() ? NOT_READY : "degraded";
  }
}
