package io.lunabuilder.cli;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A person in front of a build: sees its log and stages while it runs, and can end it with Ctrl-C.
 * The first one cancels, and waits until nothing of the build runs any more; the second gives up
 * waiting.
 */
final class AttendedBuild implements AutoCloseable {
  private static final Duration REST_OF_LOG = Duration.ofSeconds(10);

  private final Connection connection;
  private final Terminal terminal;
  private final boolean withLog;
  private final Thread attendant = Thread.currentThread();
  private final AtomicReference<@Nullable String> running = new AtomicReference<>();
  private final Interrupts interrupts = Interrupts.listen(this::onInterrupt);
  private volatile boolean interrupted;

  /**
   * @param withLog is its log shown while it runs?
   */
  AttendedBuild(Connection connection, Terminal terminal, boolean withLog) {
    this.connection = connection;
    this.terminal = terminal;
    this.withLog = withLog;
  }

  /** Waits for the build's end. */
  BuildDocument attend(String id) throws InterruptedException {
    terminal.note("Build " + id);
    running.set("/1/builds/" + id);
    String path = "/1/builds/" + id;
    Thread log = Thread.ofVirtual().name("log-of-" + id).unstarted(() -> printLog(path));
    if (withLog) {
      log.start();
    }
    try (StageLine stages = new StageLine(terminal)) {
      // Whoever follows the log tells of a connection that breaks.
      BuildDocument end =
          BuildWatch.untilFinished(
              connection.service(), path, stages::show, withLog ? _ -> {} : terminal::note);
      if (withLog) {
        log.join(REST_OF_LOG);
      }
      return end;
    } finally {
      log.interrupt();
    }
  }

  /** How the command ends after that end of the build. */
  ExitCode exitCode(BuildDocument end) {
    return interrupted && !end.isCompleted() ? ExitCode.INTERRUPTED : ExitCode.of(end);
  }

  private void printLog(String path) {
    try {
      LogFollower.follow(connection.service(), path, terminal::note, terminal::note);
    } catch (InterruptedException enough) {
      // The build is over, and its log took too long.
    } catch (CommandFailure lost) {
      terminal.problem("The log cannot be followed: " + lost.getMessage());
    }
  }

  private void onInterrupt() {
    if (interrupted) {
      // Whatever still hangs is left behind: that is what a second Ctrl-C asks for.
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }
    interrupted = true;
    String path = running.get();
    if (path == null) {
      attendant.interrupt();
      return;
    }
    terminal.note("Cancelling; Ctrl-C again stops waiting");
    try {
      connection.service().post(path + "/cancel");
    } catch (CommandFailure refused) {
      terminal.problem(String.valueOf(refused.getMessage()));
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    interrupts.close();
  }
}
