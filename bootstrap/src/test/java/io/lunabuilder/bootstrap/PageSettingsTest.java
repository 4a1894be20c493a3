package io.lunabuilder.bootstrap;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.lunabuilder.bootstrap.PageBrowser.assertForEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.lunabuilder.http.access.NewToken;
import io.lunabuilder.http.access.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The page")
@Timeout(120)
class PageSettingsTest {
  private static PageBrowser browser;

  @TempDir private Path folder;
  private @Nullable RunningService service;

  @BeforeAll
  static void open() {
    browser = PageBrowser.openOrSkip();
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.close();
    }
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  @DisplayName(
      "of a service with tokens asks for one, tells a wrong one, and offers what its role may do")
  void tokens() throws Exception {
    NewToken reader = NewToken.make("dashboard", Role.READER, new SecureRandom());
    NewToken admin = NewToken.make("root", Role.ADMIN, new SecureRandom());
    Path tokens = folder.resolve("tokens");
    Files.write(tokens, List.of(reader.line().text(), admin.line().text()));
    RunningService guarded =
        RunningService.withFakeBuilder(
            folder, Map.of("LUNA_BUILDER_TOKENS_FILE", tokens.toString()), Duration.ofMillis(1));
    service = guarded;
    Page page = browser.visit(guarded.address(), "");

    press(page, "Not now");
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("Nothing is shown without a token");
    press(page, "Give a token");
    page.locator("#token").fill("luna_wrong");
    assertForEveryone(page, "token");
    press(page, "Use it");
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("not, or no longer, good");
    page.locator("#token").fill(reader.token());
    press(page, "Use it");

    assertThat(page.getByText("There is no build yet.")).isVisible();
    assertThat(page.locator("#caller")).containsText("dashboard (reader)");
    assertThat(page.getByText("New build")).isHidden();
    assertThat((boolean) page.evaluate("localStorage.length === 0")).isTrue();

    press(page, "Forget the token");
    page.locator("#token").fill(admin.token());
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

  @Test
  @DisplayName("of a service with a registry tells how to pull the image")
  void pushed() throws Exception {
    RunningService pushing =
        RunningService.withFakeBuilder(
            folder,
            Map.of("LUNA_BUILDER_REGISTRY", "registry.example:5000/images"),
            Duration.ofMillis(1));
    service = pushing;
    String id = pushing.build("team/pushed:1", "FROM scratch\n");
    pushing.awaitEnd(id);
    Page page = browser.visit(pushing.address(), "#/builds/" + id);

    assertThat(page.locator(".outcome"))
        .containsText(
            "docker pull registry.example:5000/images/team/pushed@sha256:" + "0".repeat(64));
    page.getByLabel("Copy the digest").click();
    assertThat(page.getByText("Copied", new Page.GetByTextOptions().setExact(true))).isVisible();
  }

  private Path context() throws Exception {
    Path context = Files.createDirectory(folder.resolve("context"));
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\n");
    return context;
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }
}
