package io.lunabuilder.bootstrap;

import io.lunabuilder.application.BuildAttempt;
import io.lunabuilder.application.BuildRunner;
import io.lunabuilder.application.RunnerSettings;
import io.lunabuilder.application.port.BuildSlots;
import io.lunabuilder.application.port.LogMarks;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Starts as many runners as the settings ask for, all with the same parts.
 *
 * @param tools for an attempt that begins now
 * @param slots where builds find a place
 * @param grace how long builds may go on when the service ends
 */
record Workers(Supplier<Tools> tools, BuildSlots slots, Supplier<Duration> grace) {
  private static final LogMarks MARKS = new DiagnosticMarks();

  /**
   * The same, whose doings are seen.
   *
   * @param places how many builds can run at a time in this process
   */
  Workers seenBy(Telemetry telemetry, int places) {
    return new Workers(() -> tools.get().seenBy(telemetry), telemetry.over(slots, places), grace);
  }

  /**
   * Starts them.
   *
   * @param wiring its parts get them
   */
  void start(LiveSettings settings, Wiring wiring) throws IOException {
    Storage store = wiring.store();
    InstantSource clock = wiring.clock();
    Lock turn = new ReentrantLock();
    String process =
        InetAddress.getLocalHost().getHostName() + "-" + ProcessHandle.current().pid() + "-";
    List<BuildRunner> runners = new ArrayList<>();
    wiring.parts().add(() -> end(runners));
    for (int number = 1; number <= settings.current().workers(); number++) {
      RunnerName name = new RunnerName(process + number);
      runners.add(
          BuildRunner.start(
              store.builds(),
              slots,
              () -> attempt(runner(settings.current(), name), store, clock),
              runner(settings.current(), name),
              clock,
              turn));
    }
  }

  private BuildAttempt attempt(RunnerSettings runner, Storage store, InstantSource clock) {
    Tools now = tools.get();
    return new BuildAttempt(
        store.builds(),
        store.log(),
        now.builders(),
        now.registry(),
        now.mask(),
        MARKS,
        runner,
        clock);
  }

  private static RunnerSettings runner(Settings settings, RunnerName name) {
    Settings.Clocks clocks = settings.clocks();
    return RunnerSettings.named(name)
        .withLease(clocks.lease())
        .withLimits(clocks.start(), clocks.build());
  }

  /** All of them stop taking builds at once; what runs then has the same grace. */
  private void end(List<BuildRunner> runners) {
    runners.forEach(BuildRunner::retire);
    long end = System.nanoTime() + grace.get().toNanos();
    for (BuildRunner runner : runners) {
      runner.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    runners.forEach(BuildRunner::stop);
    runners.forEach(BuildRunner::close);
  }
}
