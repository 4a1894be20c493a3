package io.lunabuilder.cli;

import java.time.Duration;

/** Shows what a build is doing, and for how long already. */
final class StageLine implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(200);

  private final Terminal terminal;
  private final long start = System.nanoTime();
  private final Thread clock;
  private volatile String doing = "";

  StageLine(Terminal terminal) {
    this.terminal = terminal;
    this.clock = Thread.ofVirtual().name("stage-line").unstarted(this::tick);
    clock.start();
  }

  /** Shows the build as it is now. */
  void show(BuildDocument build) {
    String now = words(build);
    if (!now.equals(doing)) {
      doing = now;
      if (!terminal.isInteractive() && !build.isFinished()) {
        terminal.note("[" + Words.duration(elapsed()) + "] " + now);
      }
    }
  }

  private static String words(BuildDocument build) {
    long position = build.number("/position");
    long attempt = build.number("/attempt");
    return build.stage()
        + (build.status().equals("pending") && position > 1
            ? ", number " + position + " in the queue"
            : "")
        + (attempt > 1 ? ", attempt " + attempt : "");
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void tick() {
    try {
      while (true) {
        if (!doing.isEmpty()) {
          terminal.status(doing + "  " + Words.duration(elapsed()));
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
