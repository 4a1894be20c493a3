package io.lunabuilder.bootstrap;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.lunabuilder.bootstrap.PageBrowser.assertForEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The page of a service with tokens")
@Timeout(120)
class PageAccessTest {
  private static final Pattern TOKEN = Pattern.compile("luna_\\S+");

  @TempDir private Path folder;
  private PageBrowser browser;
  private @Nullable RunningService service;

  @BeforeEach
  void start() throws Exception {
    browser = PageBrowser.openOrSkip();
  }

  @AfterEach
  void end() {
    if (service != null) {
      service.close();
    }
    browser.close();
  }

  @Test
  @DisplayName("asks for one, tells a wrong one, and offers what its role may do")
  void tokens() throws Exception {
    Path tokens = folder.resolve("tokens");
    String reader = token(tokens, "dashboard", "reader");
    String admin = token(tokens, "root", "admin");
    RunningService guarded =
        RunningService.withFakeBuilder(
            folder, Map.of("LUNA_BUILDER_TOKENS_FILE", tokens.toString()), Duration.ofMillis(1));
    service = guarded;
    Page page = browser.visit(guarded.address(), "");

    page.locator("#token").fill("luna_wrong");
    assertForEveryone(page, "token");
    press(page, "Use it");
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("not, or no longer, good");
    page.locator("#token").fill(reader);
    press(page, "Use it");

    assertThat(page.getByText("There is no build yet.")).isVisible();
    assertThat(page.locator("#caller")).containsText("dashboard (reader)");
    assertThat(page.getByText("New build")).isHidden();
    assertThat((boolean) page.evaluate("localStorage.length === 0")).isTrue();

    press(page, "Forget the token");
    page.locator("#token").fill(admin);
    press(page, "Use it");
    assertThat(page.locator("#caller")).containsText("root (admin)");
    page.getByText("New build").click();
    page.locator("#field-folder").setInputFiles(context());
    page.getByLabel("Image name").fill("team/guarded:1");
    press(page, "Start the build");
    assertThat(page.locator(".state .badge")).hasText("Completed");
    assertThat(page.locator(".outcome")).containsText("Bearer $LUNA_BUILDER_TOKEN");
    press(page, "Forget");
    press(page, "Forget it");
    assertThat(page.getByText("There is no build yet.")).isVisible();
    assertThat(browser.takeFaults()).isEmpty();
  }

  private Path context() throws Exception {
    Path context = Files.createDirectory(folder.resolve("context"));
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\n");
    return context;
  }

  /** Adds one to the file; gives it. */
  private static String token(Path file, String name, String role) throws Exception {
    try (Program command = Program.run(Map.of(), "token", name, role)) {
      assertThat(command.awaitEnd()).isZero();
      String line =
          command
              .output()
              .lines()
              .filter(each -> each.startsWith(name + " "))
              .findFirst()
              .orElseThrow();
      String before = Files.exists(file) ? Files.readString(file) : "";
      Files.writeString(file, before + line + "\n");
      return TOKEN.matcher(command.output()).results().findFirst().orElseThrow().group();
    }
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }
}
