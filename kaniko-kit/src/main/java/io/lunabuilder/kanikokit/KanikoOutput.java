package io.lunabuilder.kanikokit;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.domain.BuildStage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows a build by what its executor prints: passes each line on, tells which stage it shows, and
 * keeps what a failure is explained with. Stages only go forward.
 *
 * <p>Source of the markers: the {@code logrus} calls of kaniko v1.24.0 in {@code pkg/executor} and
 * {@code pkg/image/remote}. A {@code RUN} step can print the same words; what it can cause by that
 * is a stage shown too early, never another outcome.
 */
public final class KanikoOutput {
  private static final int TAIL_LINES = 40;

  /** kaniko's own lines: level and seconds, with or without colour. */
  private static final Pattern OWN_LINE =
      Pattern.compile("^(?:\u001B\\[\\d+m)?(INFO|WARN|ERRO|FATA)(?:\u001B\\[0m)?\\[(\\d+)] (.*)$");

  private static final Pattern STEP =
      Pattern.compile(
          "(?:FROM|RUN|COPY|ADD|WORKDIR|ENV|ARG|USER|LABEL|EXPOSE|VOLUME|CMD|ENTRYPOINT|ONBUILD"
              + "|STOPSIGNAL|SHELL|HEALTHCHECK|MAINTAINER) .*",
          Pattern.DOTALL);

  private final BuildProgress progress;
  private final Deque<String> tail = new ArrayDeque<>();
  private BuildStage stage = BuildStage.STARTING;
  private String step = "";

  /**
   * @param progress is told of lines and stages
   */
  public KanikoOutput(BuildProgress progress) {
    this.progress = progress;
  }

  /** Did kaniko itself write {@code line}, and neither a step nor anybody before it? */
  public static boolean isOwn(String line) {
    return OWN_LINE.matcher(line).matches();
  }

  /** Takes the next line. */
  public void accept(String line) {
    Matcher own = OWN_LINE.matcher(line);
    if (own.matches()) {
      String message = own.group(3).stripTrailing();
      remember(own.group(1) + "[" + own.group(2) + "] " + message);
      follow(message);
    } else {
      remember(line);
    }
  }

  private void remember(String line) {
    progress.log(line);
    tail.addLast(line);
    if (tail.size() > TAIL_LINES) {
      tail.removeFirst();
    }
  }

  private void follow(String message) {
    shown(message).filter(next -> next.compareTo(stage) > 0).ifPresent(this::advance);
    if (stage == BuildStage.BUILDING && STEP.matcher(message).matches()) {
      step = message;
    }
  }

  private static Optional<BuildStage> shown(String message) {
    if (message.startsWith("Building stage ") || message.startsWith("Unpacking rootfs ")) {
      return Optional.of(BuildStage.BUILDING);
    }
    return message.startsWith("Pushing image to ") || message.startsWith("Skipping push to ")
        ? Optional.of(BuildStage.PUSHING)
        : Optional.empty();
  }

  private void advance(BuildStage next) {
    stage = next;
    progress.stage(next);
  }

  /** What the build was doing last. */
  public BuildStage stage() {
    return stage;
  }

  /** The Dockerfile's step that was begun last; empty when none was. */
  public Optional<String> step() {
    return step.isEmpty() ? Optional.empty() : Optional.of(step);
  }

  /** The last lines, oldest first. */
  public List<String> lastLines() {
    return List.copyOf(tail);
  }
}
