package io.lunabuilder.kanikokit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of a Dockerfile's stages. kaniko takes the name of a stage that it has not built yet
 * for that of an image, and fetches it (fetchExtraStages in pkg/executor/build.go, v1.24.0): stages
 * in a cycle would end as an image that is missing, or with a stranger's image in the result.
 */
final class StageOrder {
  private static final Pattern FROM =
      Pattern.compile("(?i)FROM\\s+(?:--\\S+\\s+)*\\S+(?:\\s+AS\\s+(\\S+))?\\s*");
  private static final Pattern COPY =
      Pattern.compile("(?i)COPY\\s+(?:--\\S+\\s+)*?--from=(\\S+)\\s.*");
  private static final Pattern HEREDOC = Pattern.compile("<<-?([\"']?)([A-Za-z_]\\w*)\\1");

  /** An instruction that uses a stage. */
  private record Use(int line, int stage, String name) {}

  private final List<String> stages = new ArrayList<>();
  private final List<Use> uses = new ArrayList<>();

  private StageOrder() {}

  /** Reads a Dockerfile. */
  static StageOrder of(String dockerfile) {
    StageOrder order = new StageOrder();
    Iterator<String> lines = dockerfile.lines().iterator();
    for (int number = 1; lines.hasNext(); number++) {
      String line = lines.next().strip();
      order.read(number, line);
      number += skipContent(line, lines);
    }
    return order;
  }

  private void read(int number, String line) {
    Matcher from = FROM.matcher(line);
    if (from.matches()) {
      stages.add(from.group(1) == null ? "" : from.group(1));
    }
    Matcher copy = COPY.matcher(line);
    if (copy.matches()) {
      uses.add(new Use(number, stages.size() - 1, copy.group(1)));
    }
  }

  /** Passes over here-documents and lines that go on, which hold no instruction of their own. */
  private static int skipContent(String line, Iterator<String> lines) {
    int skipped = 0;
    String last = line;
    while (last.endsWith("\\") && lines.hasNext()) {
      last = lines.next().strip();
      skipped++;
    }
    Matcher document = HEREDOC.matcher(line);
    while (!line.startsWith("#") && document.find()) {
      boolean open = true;
      while (open && lines.hasNext()) {
        open = !lines.next().strip().equals(document.group(2));
        skipped++;
      }
    }
    return skipped;
  }

  /** What is wrong with it: the first use of a stage that is not built by then. */
  Optional<String> problem() {
    return uses.stream().filter(this::isTooEarly).findFirst().map(StageOrder::told);
  }

  private boolean isTooEarly(Use use) {
    if (use.name().matches("\\d{1,4}")) {
      int number = Integer.parseInt(use.name());
      return number >= use.stage() && number < stages.size();
    }
    return has(stages.subList(Math.max(use.stage(), 0), stages.size()), use.name())
        && !has(stages.subList(0, Math.max(use.stage(), 0)), use.name());
  }

  private static boolean has(List<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }

  private static String told(Use use) {
    return "line "
        + use.line()
        + ": COPY --from="
        + use.name()
        + " uses a stage that is not built by then: stages are built in their order, so it must name"
        + " one that stands before its own";
  }
}
