package io.lunabuilder.bootstrap;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.lunabuilder.bootstrap.PageBrowser.assertForEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
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
import org.junit.jupiter.api.Tag;
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

  @Test
  @Tag("R5")
  @Tag("R19")
  @DisplayName(
      "of a service with Kubernetes has fields for namespace and nodes, and says what is"
          + " wrong with them")
  void kubernetes() throws Exception {
    RunningService cluster =
        RunningService.withFakeBuilder(
            folder,
            Map.of(
                "USE_KUBERNETES", "1",
                "LUNA_BUILDER_KUBECONFIG", "{apiVersion: v1}",
                "LUNA_BUILDER_BUILDER_IMAGE", "registry.example/builder:1",
                "LUNA_BUILDER_REGISTRY", "registry.example/team",
                "LUNA_BUILDER_ALLOWED_NAMESPACES", "builds,default"),
            Duration.ofMillis(1));
    service = cluster;
    Page page = browser.visit(cluster.address(), "#/new");
    page.locator("#field-folder").setInputFiles(context());
    page.getByLabel("Image name").fill("team/pods:1");
    page.getByText("More options").click();
    page.getByLabel("Namespace").fill("kube-system");
    page.getByLabel("Node selector").fill("disk=ssd\n-wrong=x");

    press(page, "Start the build");

    assertThat(problem(page, "namespace")).containsText("kube-");
    assertThat(problem(page, "selector")).containsText("-wrong");
    assertForEveryone(page, "kubernetes");
    page.getByLabel("Namespace").fill("builds");
    page.getByLabel("Node selector").fill("example.com/zone=a");
    press(page, "Start the build");
    assertThat(page.locator(".facts").last()).containsText("Namespacebuilds");
    assertThat(page.locator(".facts").last()).containsText("Selectorexample.com/zone=a");
    page.getByText("Build again").click();
    assertThat(page.getByLabel("Namespace")).hasValue("builds");
    assertThat(page.getByLabel("Node selector")).hasValue("example.com/zone=a");
    assertThat(browser.takeFaults()).isEmpty();
  }

  @Test
  @Tag("R15")
  @DisplayName("of a service without Kubernetes has no fields that it would refuse")
  void withoutKubernetes() throws Exception {
    RunningService local = RunningService.withFakeBuilder(folder, Map.of(), Duration.ofMillis(1));
    service = local;
    Page page = browser.visit(local.address(), "#/new");

    page.getByText("More options").click();

    assertThat(page.getByLabel("Time limit in seconds")).isVisible();
    assertThat(page.getByLabel("Namespace")).hasCount(0);
    assertThat(page.getByLabel("Node selector")).hasCount(0);
  }

  @Test
  @DisplayName("of a service with tokens downloads an image, which a link alone could not")
  void imageWithToken() throws Exception {
    NewToken builder = NewToken.make("ci", Role.BUILDER, new SecureRandom());
    Path tokens = Files.writeString(folder.resolve("tokens"), builder.line().text() + "\n");
    RunningService guarded =
        RunningService.in(folder, Map.of("LUNA_BUILDER_TOKENS_FILE", tokens.toString()))
            .callWith(builder.token());
    service = guarded;
    String id = guarded.build("team/kept:1", "FROM scratch\nCOPY Dockerfile /\n");
    guarded.awaitEnd(id);
    Page page = browser.visit(guarded.address(), "#/builds/" + id);
    page.locator("#token").fill(builder.token());
    press(page, "Use it");

    Download download = page.waitForDownload(() -> press(page, "Download the tar"));

    assertThat(download.suggestedFilename()).isEqualTo("team-kept-1.tar");
    assertThat(Files.readAllBytes(download.path()))
        .isEqualTo(guarded.bytes("/1/builds/" + id + "/image").body());
    assertThat(page.getByText("The image is downloaded")).isAttached();
    assertThat(browser.takeFaults()).isEmpty();
  }

  @Test
  @DisplayName("of a build whose log is forgotten says so, and shows the lines that are left")
  void forgottenLog() throws Exception {
    String id;
    String tail;
    try (RunningService first = RunningService.in(folder, Map.of())) {
      id = first.build("team/old:1", "FROM scratch\nCOPY missing.txt /\n");
      tail = first.awaitEnd(id).at("/failure/log_tail").asText();
    }
    // What is old enough is forgotten when a service starts.
    RunningService later =
        RunningService.in(
            folder, Map.of("LUNA_BUILDER_KEEP_LOGS", "1s", "LUNA_BUILDER_BUILD_TIMEOUT", "1s"));
    service = later;
    later.await(id, _ -> later.bytes("/1/builds/" + id + "/log").statusCode() == 410);
    Page page = browser.visit(later.address(), "#/builds/" + id);

    assertThat(page.getByText("The log is kept no longer")).isVisible();
    assertThat(page.locator(".log")).containsText("missing.txt");
    assertThat(page.locator(".log .line")).hasCount((int) tail.lines().count());
    assertThat(page.locator("#trouble")).isHidden();
    assertForEveryone(page, "forgotten");
    assertThat(browser.takeFaults()).isEmpty();
  }

  private static Locator problem(Page page, String parameter) {
    return page.locator("[data-field='parameters." + parameter + "'] .problem");
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
