package io.lunabuilder.http;

import static io.lunabuilder.http.BadInputTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("GET /")
class PageFilesTest extends ApiTest {
  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"(page/[^\"]*)\"");
  private static final Pattern IMPORT = Pattern.compile("from '\\./([^']*)'");
  private static final Path SOURCES = Path.of("src/main/resources/io/lunabuilder/http/page");

  @Test
  @DisplayName("is a page of files of the service itself, and nothing is written into it")
  void page() throws Exception {
    Answer page = api.get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.text()).doesNotContain("<style", "style=", "onload", "http:", "https:", "//");
    assertThat(page.text()).doesNotContainPattern("<script(?![^>]*src=)");
    assertRefused(api.get("/", "Accept", "application/json"), 406, 12110);
    assertRefused(api.get("/page/index.html"), 404, 12101);
    assertRefused(api.get("/page/..%2fopenapi.yaml"), 404, 12101);
  }

  @Test
  @DisplayName("serves every file that the page needs, and has no other")
  void files() throws Exception {
    Set<String> needed = new TreeSet<>();
    for (String link : found(LINK, api.get("/").text())) {
      follow("/" + link, needed);
    }

    try (Stream<Path> files = Files.list(SOURCES)) {
      assertThat(files.map(file -> "/page/" + file.getFileName()))
          .filteredOn(file -> !file.endsWith("/index.html"))
          .containsExactlyInAnyOrderElementsOf(needed);
    }
  }

  /** Modules name others. */
  private void follow(String file, Set<String> followed) throws Exception {
    if (!followed.add(file)) {
      return;
    }
    Answer answer = api.get(file);
    assertThat(answer.status()).as(file).isEqualTo(200);
    assertThat(answer.text()).as(file).doesNotContain("import(", "eval(", "innerHTML");
    if (file.endsWith(".js")) {
      for (String module : found(IMPORT, answer.text())) {
        follow(URI.create(file).resolve(module).toString(), followed);
      }
    }
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toList());
  }

  @Test
  @DisplayName("sends nothing twice to a browser that has it")
  void known() throws Exception {
    for (String path : List.of("/", "/page/app.js", "/page/base.css", "/page/icon.svg")) {
      String tag = api.get(path).header("ETag");

      assertThat(api.get(path, "If-None-Match", tag).status()).as(path).isEqualTo(304);
    }
  }

  @Test
  @DisplayName("tells the page what its caller may do: everything, where there are no tokens")
  void caller() throws Exception {
    assertThat(api.get("/1/caller").json().toString()).isEqualTo("{\"role\":\"admin\"}");
  }
}
