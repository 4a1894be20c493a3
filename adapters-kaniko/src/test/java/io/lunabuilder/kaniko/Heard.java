package io.lunabuilder.kaniko;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.domain.BuildStage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Remembers what a build told. */
final class Heard implements BuildProgress {
  private final List<BuildStage> stages = new CopyOnWriteArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void stage(BuildStage stage) {
    stages.add(stage);
  }

  @Override
  public void repeat() {}

  @Override
  public synchronized void log(String line) {
    lines.add(line);
    notifyAll();
  }

  List<BuildStage> stages() {
    return stages;
  }

  List<String> lines() {
    return lines;
  }

  /** Waits until a line was printed. */
  synchronized void await(String line) throws InterruptedException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!lines.contains(line)) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("\"" + line + "\" was never printed: " + lines);
      }
      wait(1000);
    }
  }
}
