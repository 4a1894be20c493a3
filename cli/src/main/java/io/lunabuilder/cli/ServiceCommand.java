package io.lunabuilder.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that talks to a service. */
abstract class ServiceCommand extends HelpfulCommand implements Callable<Integer> {
  @Mixin private final ServiceOptions options;

  private final Surroundings surroundings;

  ServiceCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.options = new ServiceOptions(surroundings.local(), surroundings.environment());
  }

  ServiceOptions options() {
    return options;
  }

  Terminal terminal() {
    return surroundings.terminal();
  }

  @Override
  public final Integer call() throws InterruptedException {
    check();
    try (Connection connection = options.connect(purpose(), terminal())) {
      return run(connection).number();
    }
  }

  /** Refuses combinations of options, before anything is started. */
  void check() {}

  /** What this command wants of a service in this process. */
  LocalService.Purpose purpose() {
    return LocalService.Purpose.ASK;
  }

  abstract ExitCode run(Connection connection) throws InterruptedException;
}
