package io.lunabuilder.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete commands and options. */
@Command(
    name = "completion",
    description = "Prints what lets a shell complete commands and options.",
    footer = {
      "",
      "bash, in ~/.bashrc:  source <(luna-builder completion bash)",
      "zsh, in ~/.zshrc:    source <(luna-builder completion zsh)",
      "fish:  luna-builder completion fish > ~/.config/fish/completions/luna-builder.fish"
    })
final class CompletionCommand extends HelpfulCommand implements Callable<Integer> {

  /** What understands completions. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  /** Keeps files from where picocli knows nothing to offer, though an archive can be one. */
  private static final String NO_FILES = "type compopt &>/dev/null && compopt +o default";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.bash;

  @Override
  public Integer call() {
    CommandLine all = spec.root().commandLine();
    String script =
        switch (shell) {
          // The script for bash makes zsh understand it.
          case bash, zsh ->
              ServerNames.offeredBy(
                  AutoComplete.bash(all.getCommandName(), all).replace(NO_FILES, ""));
          case fish -> FishCompletion.of(all.getCommandSpec());
        };
    PrintWriter out = spec.commandLine().getOut();
    out.print(script);
    out.flush();
    return ExitCode.SUCCESS.number();
  }
}
