package io.lunabuilder.testkit;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.domain.BuildStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Remembers what a build told. */
public final class Heard implements BuildProgress {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<BuildStage> stages = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> offences = new ArrayList<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private boolean repeated;
  private boolean over;

  @Override
  public void stage(BuildStage stage) {
    hear("the stage " + stage, () -> stages.add(stage));
  }

  @Override
  public void log(String line) {
    hear("the line \"" + line + "\"", () -> lines.add(line));
  }

  @Override
  public void repeat() {
    hear(
        "that all is told again",
        () -> {
          if (!lines.isEmpty()) {
            offences.add("that all is told again, after " + lines.size() + " lines");
          }
          repeated = true;
        });
  }

  private void hear(String what, Runnable kept) {
    boolean alone = busy.compareAndSet(false, true);
    synchronized (this) {
      if (!alone) {
        offences.add(what + ", while something else was told");
      }
      if (over) {
        offences.add(what + ", after the end");
      }
      kept.run();
      notifyAll();
    }
    busy.set(false);
  }

  /** From now on nothing may be told any more. */
  public synchronized void end() {
    over = true;
  }

  /** What was told at a time when a builder must not tell it. */
  public synchronized List<String> offences() {
    return List.copyOf(offences);
  }

  /** The stages, as they came. */
  public synchronized List<BuildStage> stages() {
    return List.copyOf(stages);
  }

  /** The lines, as they came. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** The lines as one text. */
  public String text() {
    return String.join("\n", lines());
  }

  /** Was it said that the output is told from its beginning, to one who may know it? */
  public synchronized boolean isRepeated() {
    return repeated;
  }

  /** Waits until this line was printed. */
  public void await(String line) throws InterruptedException {
    await(line::equals);
  }

  /** Waits until such a line was printed; fails when it takes a minute. */
  public synchronized void await(Predicate<String> line) throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (lines.stream().noneMatch(line)) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("that was never printed: " + lines);
      }
      wait(1000);
    }
  }
}
