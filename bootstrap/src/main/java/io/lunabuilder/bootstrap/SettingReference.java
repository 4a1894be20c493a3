package io.lunabuilder.bootstrap;

import io.lunabuilder.bootstrap.Setting.Usual;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/** What the catalogue says, for people. */
final class SettingReference {
  private static final String BEGIN = "<!-- made by luna-builder settings -->\n";
  private static final String END = "<!-- end -->\n";
  private static final int NAME_COLUMN = 4;
  private static final int WIDTH = 100;

  private SettingReference() {}

  /** A page in which the tables of settings stand between two marks, with those of now. */
  static String renew(String page) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "has no place for settings: the lines \""
              + BEGIN.strip()
              + "\" and \""
              + END.strip()
              + "\"");
    }
    return page.substring(0, begin + BEGIN.length()) + markdown() + page.substring(end);
  }

  private static String markdown() {
    return Catalogue.OWN.sections().stream()
        .map(SettingReference::table)
        .collect(Collectors.joining("\n", "\n", "\n"));
  }

  private static String table(Section section) {
    return section.settings().stream()
        .map(SettingReference::row)
        .collect(
            Collectors.joining(
                "",
                "### "
                    + section.title()
                    + "\n\n| setting | values | default | live | meaning |\n|---|---|---|---|---|\n",
                ""));
  }

  private static String row(Setting<?> setting) {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            setting.name(),
            setting.kind().words(),
            usual(setting.usual()),
            live(setting.change()),
            meaning(setting));
  }

  private static String live(Setting.Change change) {
    return switch (change) {
      case AT_START -> "";
      case WHILE_SET -> "while set";
      case LIVE -> "yes";
    };
  }

  private static String usual(Usual usual) {
    return switch (usual) {
      case Usual.Value(String text) -> "`" + text + "`";
      case Usual.Told(String words) -> words;
      case Usual.Nothing nothing -> "–";
    };
  }

  private static String meaning(Setting<?> setting) {
    return setting.secret()
        ? setting.meaning() + " A secret: `" + setting.name() + "_FILE` may name a file with it."
        : setting.meaning();
  }

  /** For a terminal. */
  static String text(Catalogue catalogue) {
    StringBuilder text = new StringBuilder();
    for (Section section : catalogue.sections()) {
      text.append(section.title()).append(":\n");
      for (Setting<?> setting : section.settings()) {
        text.append("  ").append(setting.name()).append('\n').append(about(setting));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String about(Setting<?> setting) {
    TextTable table =
        TextTable.forColumns(
            Help.defaultColorScheme(Ansi.OFF),
            new Column(WIDTH, NAME_COLUMN + 2, Column.Overflow.WRAP));
    String facts =
        setting.kind().words()
            + (setting.usual() instanceof Usual.Nothing
                ? ""
                : "; default " + usual(setting.usual()))
            + (setting.live() ? "; changes while the service runs" : "");
    table.addRowValues(plain(facts));
    table.addRowValues(plain(meaning(setting)));
    return table.toString();
  }

  /** Without marks of Markdown. */
  private static String plain(String markdown) {
    return markdown.replace("`", "").replaceAll("\\[([^]]+)]\\([^)]+\\)", "docs: $1");
  }
}
