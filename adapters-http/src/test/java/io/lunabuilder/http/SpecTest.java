package io.lunabuilder.http;

import static io.lunabuilder.http.BadInputTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("GET /docs/spec")
class SpecTest extends ApiTest {
  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  @ParameterizedTest
  @CsvSource({
    "*/*, application/x-yaml",
    "application/x-yaml, application/x-yaml",
    "application/json, application/json",
    "'application/json,*/*', application/json",
    "text/html, text/html;charset=utf-8",
    "'text/html,application/xhtml+xml,*/*;q=0.8', text/html;charset=utf-8",
    "'application/json, text/html;q=0.5', application/json"
  })
  @DisplayName("gives what is asked for:")
  void forms(String accept, String type) throws Exception {
    Answer answer = api.get("/docs/spec", "Accept", accept);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type").replace(" ", "")).isEqualToIgnoringCase(type);
  }

  @Test
  @DisplayName("is the same as YAML and as JSON")
  void same() throws Exception {
    Answer yaml = api.get("/docs/spec");
    Answer json = api.get("/docs/spec", "Accept", "application/json");

    assertThat(json.json()).isEqualTo(new YAMLMapper().readTree(yaml.text()));
    assertThat(json.at("/openapi")).startsWith("3.1");
    assertRefused(api.get("/docs/spec", "Accept", "image/png"), 406, 12110);
  }

  @Test
  @DisplayName("is a page of files of the service itself, and nothing is written into it")
  void page() throws Exception {
    String page = api.get("/docs/spec", "Accept", "text/html").text();

    assertThat(page).doesNotContain("<style", "style=", "onload", "http:", "https:", "//");
    assertThat(page).doesNotContainPattern("<script(?![^>]*src=)");
    assertThat(LINK.matcher(page).results().map(MatchResult::group)).hasSize(5);
    for (String link : LINK.matcher(page).results().map(found -> found.group(1)).toList()) {
      Answer file = api.get("/docs/" + link);
      assertThat(file.status()).as(link).isEqualTo(200);
      assertThat(file.header("Content-Type")).as(link).isNotEmpty();
    }
    assertRefused(api.get("/docs/spec/index.html"), 404, 12101);
    assertRefused(api.get("/docs/spec/..%2fopenapi.yaml"), 404, 12101);
  }

  @Test
  @DisplayName("leads a browser that adds a slash to where the page's files are")
  void slash() throws Exception {
    Answer led = api.get("/docs/spec/", "Accept", "text/html");

    assertThat(led.status()).isEqualTo(308);
    assertThat(URI.create("/docs/spec/").resolve(led.header("Location"))).hasPath("/docs/spec");
    assertThat(api.get("/docs/spec/").text()).startsWith("openapi:");
  }
}
