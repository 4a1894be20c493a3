package io.lunabuilder.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the manual page. */
@Command(
    name = "man",
    description = "Prints the manual page of all commands.",
    footer = {"", "To read it: luna-builder man | man -l -"})
final class ManCommand extends HelpfulCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(ManPage.of(spec.root()));
    out.flush();
    return ExitCode.SUCCESS.number();
  }
}
