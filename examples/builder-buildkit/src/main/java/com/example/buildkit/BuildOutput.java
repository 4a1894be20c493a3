package com.example.buildkit;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.domain.BuildStage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes stages and log lines of what {@code buildctl} tells. Used by one thread. */
final class BuildOutput {
  /** A step and one of its two streams. */
  private record Source(String vertex, int stream) {}

  private static final int MOST_LAST_WORDS = 200;

  private final BuildProgress progress;
  private final Map<Source, LineCutter> unfinished = new LinkedHashMap<>();
  private final Set<String> announced = new HashSet<>();
  private final List<String> lastWords = new ArrayList<>();
  private BuildStage stage = BuildStage.STARTING;

  BuildOutput(BuildProgress progress) {
    this.progress = progress;
  }

  /** Reads to the end. */
  void readAll(InputStream output) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      lines.lines().forEach(this::read);
    }
    unfinished.values().forEach(LineCutter::end);
  }

  /** How far the build got. */
  BuildStage stage() {
    return stage;
  }

  /** What was said to people at the end: why there is no image. */
  List<String> lastWords() {
    return List.copyOf(lastWords);
  }

  private void read(String line) {
    ProgressMessage.parse(line).ifPresentOrElse(this::hear, () -> hearWords(line));
  }

  private void hearWords(String line) {
    if (lastWords.size() < MOST_LAST_WORDS) {
      lastWords.add(line);
    }
    progress.log(line);
  }

  private void hear(ProgressMessage message) {
    message.vertexes().stream().filter(ProgressMessage.Vertex::hasBegun).forEach(this::announce);
    message.logs().forEach(this::print);
    message.vertexes().stream().filter(ProgressMessage.Vertex::hasEnded).forEach(this::finish);
  }

  private void announce(ProgressMessage.Vertex step) {
    if (step.isInstruction()) {
      reach(BuildStage.BUILDING);
    } else if (step.isExport()) {
      reach(BuildStage.PUSHING);
    }
    if ((step.isInstruction() || step.isExport()) && announced.add(step.digest())) {
      progress.log(step.name() + (step.cached() ? " (cached)" : ""));
    }
  }

  /** Steps run side by side, so that one of a later stage can be told first. */
  private void reach(BuildStage reached) {
    if (reached.compareTo(stage) > 0) {
      stage = reached;
      progress.stage(reached);
    }
  }

  private void print(ProgressMessage.Log piece) {
    unfinished
        .computeIfAbsent(
            new Source(piece.vertex(), piece.stream()), _ -> new LineCutter(progress::log))
        .add(piece.bytes());
  }

  private void finish(ProgressMessage.Vertex step) {
    unfinished.forEach((source, lines) -> {
      if (source.vertex().equals(step.digest())) {
        lines.end();
      }
    });
    unfinished.keySet().removeIf(source -> source.vertex().equals(step.digest()));
  }
}
