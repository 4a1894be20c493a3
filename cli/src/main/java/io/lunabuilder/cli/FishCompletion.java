package io.lunabuilder.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completions for the shell fish, which picocli does not make. */
final class FishCompletion {
  private final String program;
  private final StringBuilder script = new StringBuilder();

  private FishCompletion(String program) {
    this.program = program;
  }

  /** A script that completes all commands that are shown, and their options. */
  static String of(CommandSpec root) {
    FishCompletion completion = new FishCompletion(root.name());
    completion.script.append(ServerNames.fishFunction());
    completion.add("-f");
    root.options().forEach(option -> completion.addOption("__fish_use_subcommand", option));
    for (CommandSpec command : shown(root)) {
      completion.add(
          "-n __fish_use_subcommand -a " + command.name() + " -d " + quoted(summary(command)));
      completion.addArguments(command, root);
    }
    return completion.script.toString();
  }

  private static List<CommandSpec> shown(CommandSpec root) {
    return root.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(command -> !command.usageMessage().hidden())
        .toList();
  }

  private void addArguments(CommandSpec command, CommandSpec root) {
    String inCommand = "'__fish_seen_subcommand_from " + command.name() + "'";
    command.options().stream()
        .filter(option -> !option.hidden())
        .forEach(option -> addOption(inCommand, option));
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (isFile(parameter)) {
        add("-n " + inCommand + " -F");
      } else if (!candidates(parameter).isEmpty()) {
        add("-n " + inCommand + " -a " + quoted(String.join(" ", candidates(parameter))));
      }
    }
    if (command.helpCommand()) {
      List<String> names = shown(root).stream().map(CommandSpec::name).toList();
      add("-n " + inCommand + " -a " + quoted(String.join(" ", names)));
    }
  }

  private void addOption(String condition, OptionSpec option) {
    StringBuilder line = new StringBuilder("-n ").append(condition);
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    if (option.arity().max() > 0) {
      // Without -x, files are offered too.
      line.append(isFile(option) ? " -r -F" : " -x");
      List<String> candidates = candidates(option);
      if (!candidates.isEmpty()) {
        line.append(" -a ").append(quoted(String.join(" ", candidates)));
      }
    }
    add(line + " -d " + quoted(first(option.description())));
  }

  private void add(String completion) {
    script.append("complete -c ").append(program).append(' ').append(completion).append('\n');
  }

  private static boolean isFile(ArgSpec argument) {
    return argument.type() == Path.class || argument.paramLabel().matches(".*(FILE|PATH|FOLDER).*");
  }

  private static List<String> candidates(ArgSpec argument) {
    List<String> candidates = new ArrayList<>();
    if (argument.paramLabel().equals(ServerNames.LABEL)) {
      candidates.add("(" + ServerNames.FISH_FUNCTION + ")");
    }
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(candidates::add);
    }
    return candidates;
  }

  private static String summary(CommandSpec command) {
    String header = first(command.usageMessage().header());
    return header.isEmpty() ? first(command.usageMessage().description()) : header;
  }

  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0];
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace('\n', ' ') + "'";
  }
}
