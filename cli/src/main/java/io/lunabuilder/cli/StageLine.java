package io.lunabuilder.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Shows what a build is doing, and for how long already. */
final class StageLine implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(200);

  private final Terminal terminal;
  private final long start = System.nanoTime();
  private final List<String> passed = new ArrayList<>();
  private final Thread clock;
  private String stage = "";
  private String doing = "";
  private long stageStart = start;

  StageLine(Terminal terminal) {
    this.terminal = terminal;
    this.clock = Thread.ofVirtual().name("stage-line").unstarted(this::tick);
    clock.start();
  }

  /** Shows the build as it is now. */
  synchronized void show(BuildDocument build) {
    if (build.stage().isEmpty()) {
      return;
    }
    turnTo(build.stage() + attempt(build));
    String now = stage + place(build);
    if (!now.equals(doing)) {
      doing = now;
      if (!terminal.isInteractive() && !build.isFinished()) {
        terminal.note("[" + Words.duration(since(start)) + "] " + now);
      }
    }
  }

  private void turnTo(String next) {
    if (!next.equals(stage)) {
      if (!stage.isEmpty()) {
        passed.add(stage + " " + Words.duration(since(stageStart)));
      }
      stage = next;
      stageStart = System.nanoTime();
    }
  }

  private static String attempt(BuildDocument build) {
    long attempt = build.number("/attempt");
    return attempt > 1 ? ", attempt " + attempt : "";
  }

  private static String place(BuildDocument build) {
    long position = build.number("/position");
    return build.status().equals("pending") && position > 1
        ? ", number " + position + " in the queue"
        : "";
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** What goes on stands first: a narrow terminal cuts the end. */
  private synchronized String line() {
    String now = doing + "  " + Words.duration(since(stageStart));
    return passed.isEmpty()
        ? now
        : now
            + "  ("
            + Words.duration(since(start))
            + " in all: "
            + String.join(", ", passed)
            + ")";
  }

  private synchronized boolean isDoingSomething() {
    return !doing.isEmpty();
  }

  private void tick() {
    try {
      while (true) {
        if (isDoingSomething()) {
          terminal.status(line());
        }
        Thread.sleep(TICK);
      }
    } catch (InterruptedException closed) {
      terminal.status("");
    }
  }

  @Override
  public void close() {
    clock.interrupt();
    try {
      clock.join();
    } catch (InterruptedException alsoClosing) {
      Thread.currentThread().interrupt();
    }
  }
}
