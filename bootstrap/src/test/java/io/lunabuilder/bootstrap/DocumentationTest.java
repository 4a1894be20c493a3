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

@DisplayName("The documents")
class DocumentationTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  @DisplayName("tell of settings what the catalogue says (luna-builder settings --into renews it)")
  void settings() throws Exception {
    String page = Files.readString(DOCS.resolve("settings.md"));

    assertThat(page).isEqualTo(SettingReference.renew(page));
    assertThat(rows("settings.md")).isEqualTo(Catalogue.names());
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

  /** What stands in code quotes at the beginning of a table's rows. */
  private static Set<String> rows(String document) throws IOException {
    return Pattern.compile("(?m)^\\| `([^`]+)` \\|")
        .matcher(Files.readString(DOCS.resolve(document)))
        .results()
        .map((MatchResult row) -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
