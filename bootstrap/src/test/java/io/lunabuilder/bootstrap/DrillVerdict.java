package io.lunabuilder.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether each build that was accepted ended exactly once, told by those who were there. */
final class DrillVerdict {
  private final Set<String> accepted;
  private final Map<String, JsonNode> told;
  private final Ledger ledger;
  private final Map<String, Integer> ends;
  private final List<String> faults = new ArrayList<>();

  /**
   * @param accepted ids that were answered to callers
   * @param told what the service tells at the end
   * @param ledger what the builders did
   * @param ends how often the end of each build was announced
   */
  private DrillVerdict(
      Set<String> accepted, Map<String, JsonNode> told, Ledger ledger, Map<String, Integer> ends) {
    this.accepted = accepted;
    this.told = told;
    this.ledger = ledger;
    this.ends = ends;
  }

  /** What is wrong, a sentence for each fault; empty when all is well. */
  static List<String> faults(
      Set<String> accepted, Map<String, JsonNode> told, Ledger ledger, Map<String, Integer> ends) {
    DrillVerdict verdict = new DrillVerdict(accepted, told, ledger, ends);
    verdict.noneLostNorDoubled();
    verdict.eachEnded();
    verdict.eachAttemptOnce();
    verdict.nothingAfterTheEnd();
    return verdict.faults;
  }

  private void noneLostNorDoubled() {
    accepted.stream()
        .filter(id -> !told.containsKey(id))
        .forEach(id -> faults.add(id + " was accepted and is lost"));
    told.keySet().stream()
        .filter(id -> !accepted.contains(id))
        .forEach(id -> faults.add(id + " is there and nobody was told of it: submitted twice"));
  }

  private void eachEnded() {
    told.forEach((id, build) -> {
      if (!completed(build) && !givenUp(build)) {
        faults.add(id + " is at the end " + build);
      }
    });
  }

  static boolean completed(JsonNode build) {
    return build.path("status").asText().equals("completed");
  }

  /** Whether it was killed as often as it may be tried: then its end is to say so. */
  static boolean givenUp(JsonNode build) {
    return build.path("failure").path("code").asText().equals("interrupted");
  }

  /** Two runners that had the same token would run the same attempt. */
  private void eachAttemptOnce() {
    for (Ledger.Event event : Ledger.Event.values()) {
      Set<Ledger.Entry> seen = new HashSet<>();
      ledger.all(event).stream()
          .filter(entry -> !seen.add(entry))
          .forEach(entry -> faults.add("twice in the ledger: " + entry));
    }
  }

  /** The end tells of an attempt that came to an image, and none began after it. */
  private void nothingAfterTheEnd() {
    Set<String> images =
        ledger.all(Ledger.Event.BUILT).stream()
            .map(entry -> entry.build() + " " + entry.attempt())
            .collect(Collectors.toSet());
    Map<String, Integer> latest =
        ledger.all(Ledger.Event.BEGUN).stream()
            .collect(Collectors.toMap(Ledger.Entry::build, Ledger.Entry::attempt, Math::max));
    told.forEach((id, build) -> {
      int attempt = build.path("attempt").asInt();
      if (completed(build) && !images.contains(id + " " + attempt)) {
        faults.add(id + " ended with attempt " + attempt + ", which came to no image");
      }
      if (latest.getOrDefault(id, 0) > attempt) {
        faults.add(id + " was begun again after its end");
      }
    });
    ends.forEach((id, count) -> {
      if (count > 1) {
        faults.add(id + " ended " + count + " times");
      }
    });
  }
}
