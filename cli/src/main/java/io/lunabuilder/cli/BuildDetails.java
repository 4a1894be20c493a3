package io.lunabuilder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a person wants to know of one build besides its row in a table; no line without a word. */
final class BuildDetails {
  private BuildDetails() {}

  static List<String> lines(BuildDocument build) {
    List<String> lines = new ArrayList<>();
    add(lines, "stages", stages(build));
    add(lines, "digest", build.text("/image/digest"));
    String meaning = build.text("/failure/meaning");
    add(lines, "failed", meaning.isEmpty() ? build.text("/failure/code") : meaning);
    add(lines, "why", build.text("/failure/message"));
    // What the service says: this command's own words are about a log that is on the screen.
    add(lines, "to do", build.text("/failure/remedy"));
    return lines;
  }

  /** Each with its time; that which runs now has none yet. */
  private static String stages(BuildDocument build) {
    List<JsonNode> reached = build.json().path("stages").valueStream().toList();
    List<String> told = new ArrayList<>();
    for (int i = 0; i < reached.size(); i++) {
      String end =
          i + 1 < reached.size()
              ? reached.get(i + 1).path("start_time").asText()
              : build.text("/end_time");
      String begin = reached.get(i).path("start_time").asText();
      String name = reached.get(i).path("stage").asText();
      told.add(
          begin.isEmpty() || end.isEmpty()
              ? name
              : name
                  + " "
                  + Words.duration(Duration.between(Instant.parse(begin), Instant.parse(end))));
    }
    return String.join(", ", told);
  }

  private static void add(List<String> lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.add(String.format("  %-8s%s", name, value));
    }
  }
}
