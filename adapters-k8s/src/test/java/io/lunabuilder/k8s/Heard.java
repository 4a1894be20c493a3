package io.lunabuilder.k8s;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.domain.BuildStage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Remembers what a build told. */
final class Heard implements BuildProgress {
  private final List<BuildStage> stages = new CopyOnWriteArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile boolean repeated;

  @Override
  public void stage(BuildStage stage) {
    stages.add(stage);
  }

  @Override
  public synchronized void log(String line) {
    lines.add(line);
    notifyAll();
  }

  @Override
  public void repeat() {
    repeated = true;
  }

  List<BuildStage> stages() {
    return stages;
  }

  List<String> lines() {
    return lines;
  }

  String text() {
    return String.join("\n", lines);
  }

  boolean isRepeated() {
    return repeated;
  }

  /** Waits until such a line was printed. */
  synchronized void await(Predicate<String> line) throws InterruptedException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (lines.stream().noneMatch(line)) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("that was never printed: " + lines);
      }
      wait(1000);
    }
  }
}
