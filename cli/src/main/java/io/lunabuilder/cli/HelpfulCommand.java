package io.lunabuilder.cli;

import picocli.CommandLine.Option;

/** A command that explains itself with {@code --help}. */
public abstract class HelpfulCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Tells this, and ends.")
  @SuppressWarnings("unused") // Picocli acts on it.
  private boolean help;
}
