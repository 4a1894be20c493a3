package io.lunabuilder.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page, made of the same model as the help of each command. */
final class ManPage {
  private final CommandSpec root;
  private final Roff page = new Roff();

  private ManPage(CommandSpec root) {
    this.root = root;
  }

  static String of(CommandSpec root) {
    ManPage manual = new ManPage(root);
    manual.addHead();
    manual.addCommands();
    manual.addList("EXIT STATUS", root.usageMessage().exitCodeList());
    manual.addList("ENVIRONMENT", variables());
    manual.addList(
        "FILES",
        Map.of(
            "~/.config/luna-builder/servers.conf",
            "Names for services: sections with url, token or token_file, and ca_file; before them"
                + " default = NAME."));
    return manual.page.toString();
  }

  private static Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(ServiceOptions.VARIABLE, "The service to talk to where --server names none.");
    variables.put(ApiToken.VARIABLE, "The token that the service wants.");
    variables.put(ApiToken.FILE_VARIABLE, "A file with that.");
    variables.put(Trust.VARIABLE, "Certificates of those that may have signed the service's.");
    variables.put("XDG_CONFIG_HOME", "Where the folder of servers.conf is, in place of ~/.config.");
    variables.put("NO_COLOR", "When set, nothing is coloured.");
    variables.put("CI", "When set, a terminal gets plain lines as a pipe does.");
    return variables;
  }

  private void addHead() {
    String version = Stream.of(root.version()).collect(Collectors.joining());
    String summary = String.join(" ", root.usageMessage().header());
    page.request("TH", root.name().toUpperCase(Locale.ROOT), "1", "", version)
        .request("SH", "NAME")
        .raw(Roff.plain(root.name()) + " \\- " + Roff.plain(summary))
        .request("SH", "SYNOPSIS")
        .raw(
            Roff.bold(root.name())
                + " "
                + Roff.italic("COMMAND")
                + " ["
                + Roff.italic("OPTION")
                + "]...")
        .request("SH", "OPTIONS");
    root.options().forEach(this::addOption);
  }

  private void addCommands() {
    page.request("SH", "COMMANDS");
    root.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(command -> !command.usageMessage().hidden())
        .forEach(this::addCommand);
  }

  private void addCommand(CommandSpec command) {
    page.request("SS", command.name()).request("nf");
    lines(new CommandLine.Help(command, CommandLine.Help.defaultColorScheme(Ansi.OFF)).synopsis(0))
        .forEach(page::line);
    page.request("fi").request("PP");
    Stream.of(command.usageMessage().header(), command.usageMessage().description())
        .flatMap(Stream::of)
        .map(line -> line.replace("%n", ""))
        .filter(line -> !line.isBlank())
        .forEach(page::line);
    command.positionalParameters().stream()
        .filter(parameter -> !parameter.hidden())
        .forEach(parameter -> addArgument(Roff.italic(parameter.paramLabel()), parameter));
    command.options().stream().filter(option -> !option.hidden()).forEach(this::addOption);
    List<String> footer =
        Stream.of(command.usageMessage().footer()).filter(line -> !line.isBlank()).toList();
    if (!footer.isEmpty()) {
      page.request("PP");
      footer.forEach(line -> page.line(line).request("br"));
    }
  }

  private void addOption(OptionSpec option) {
    String names = Stream.of(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
    boolean hasValue = option.arity().max() > 0;
    addArgument(hasValue ? names + "=" + Roff.italic(option.paramLabel()) : names, option);
  }

  private void addArgument(String term, ArgSpec argument) {
    page.request("TP").raw(term);
    Stream.of(argument.description()).forEach(page::line);
  }

  private void addList(String title, Map<String, String> list) {
    page.request("SH", title);
    list.forEach((term, meaning) -> page.request("TP").raw(Roff.bold(term)).line(meaning));
  }

  private static Stream<String> lines(String text) {
    return text.lines().filter(line -> !line.isBlank());
  }
}
