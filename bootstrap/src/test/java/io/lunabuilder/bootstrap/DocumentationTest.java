package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

@DisplayName("The documents")
class DocumentationTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  @DisplayName("link to files and headings that are there")
  void links() throws Exception {
    assertThat(DocumentLinks.dead(Path.of(".."))).isEmpty();
  }

  @Test
  @DisplayName("tell of each module what it is")
  void modules() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));
    String project = Files.readString(Path.of("..", "pom.xml"));

    String layout = readme.substring(readme.indexOf("## How the code is laid out"));
    assertThat(found("(?m)(?:^|, )([a-z][a-z0-9-]+)(?=, | {2,})", layout))
        .containsAll(found("<module>([^<]+)</module>", project));
  }

  @Test
  @DisplayName("tell of settings what the catalogue says (luna-builder settings --into renews it)")
  void settings() throws Exception {
    String page = Files.readString(DOCS.resolve("settings.md"));

    assertThat(page).isEqualTo(SettingReference.renew(page));
    assertThat(rows("settings.md")).isEqualTo(Catalogue.OWN.names());
  }

  @Test
  @DisplayName("tell cause and remedy of each failure code, and of nothing else")
  void failureCodes() throws Exception {
    Set<String> codes =
        Arrays.stream(FailureCode.values()).map(FailureCode::label).collect(Collectors.toSet());

    assertThat(rows("errors.md")).isEqualTo(new TreeSet<>(codes));
  }

  @Test
  @DisplayName("tell of each requirement where it lives")
  void requirements() throws Exception {
    String map = Files.readString(DOCS.resolve("requirements.md"));

    for (int number = 1; number <= 22; number++) {
      assertThat(map).contains("| R" + number + " |");
    }
  }

  @Test
  @DisplayName(
      "tell of the command line what its help does: exit codes, and options that there are")
  void commandLine() throws Exception {
    String page = Files.readString(DOCS.resolve("command-line.md"));
    CommandSpec program = Main.commandLine().getCommandSpec();
    Set<String> options =
        program.subcommands().values().stream()
            .flatMap(command -> command.getCommandSpec().optionsMap().keySet().stream())
            .collect(Collectors.toSet());

    assertThat(found("(?m)^\\| ([0-9]+) \\|", page))
        .isEqualTo(new TreeSet<>(program.usageMessage().exitCodeList().keySet()));
    assertThat(options).contains("--server").containsAll(found("(--[a-z][a-z0-9-]*)", page));
  }

  private static Set<String> found(String pattern, String page) {
    return Pattern.compile(pattern)
        .matcher(page)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What stands in code quotes at the beginning of a table's rows. */
  private static Set<String> rows(String document) throws IOException {
    return found("(?m)^\\| `([^`]+)` \\|", Files.readString(DOCS.resolve(document)));
  }
}
