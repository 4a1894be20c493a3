package io.lunabuilder.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The choice of how a result looks. */
final class OutputOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = {
        "How the result looks: one of ${COMPLETION-CANDIDATES}.",
        "Default: table; of show: json."
      })
  private @Nullable OutputFormat format;

  OutputFormat or(OutputFormat usual) {
    return Optional.ofNullable(format).orElse(usual);
  }
}
