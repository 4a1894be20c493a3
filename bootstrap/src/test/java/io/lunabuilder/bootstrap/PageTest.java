package io.lunabuilder.bootstrap;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.lunabuilder.bootstrap.PageBrowser.assertForEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.RealParts;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The page, in a real browser with real builds behind it,")
@Timeout(120)
class PageTest {
  private static final String LONG_NAME = "a".repeat(60) + "/" + "b".repeat(60) + ".txt";

  private static final Pattern LENGTH = Pattern.compile("\\d+(\\.\\d)? m?s");

  private static DockerRegistry registry;
  private static RunningService service;
  private static PageBrowser browser;
  private static String base;

  @TempDir private Path folder;

  @BeforeAll
  static void start(@TempDir Path shared) throws Exception {
    Path busybox = RealParts.busybox();
    browser = PageBrowser.openOrSkip();
    registry = DockerRegistry.startOrSkip(shared.resolve("registry"));
    base = registry.push(busybox, "busybox:1");
    service =
        RunningService.in(
            shared,
            Map.of("USE_KUBERNETES", "0", "LUNA_BUILDER_INSECURE_REGISTRIES", registry.host()));
  }

  @AfterAll
  static void end() throws Exception {
    if (service != null) {
      service.close();
    }
    if (registry != null) {
      registry.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void noScriptFailed() {
    assertThat(browser.takeFaults()).isEmpty();
  }

  @Test
  @DisplayName(
      "builds a folder that is chosen, and shows stages, log and image, also when it is read again")
  void folder() throws Exception {
    Path context =
        context(
            "FROM "
                + base
                + "\nCOPY . /all\nRUN cd /all; ls; test ! -e left.out; test -e "
                + LONG_NAME
                + "; cat grüße/日本.txt; printf '\\033[31mred\\033[0m\\n'\n");
    write(context, ".dockerignore", "# comment\n*.out\n");
    write(context, "left.out", "x");
    write(context, LONG_NAME, "x");
    write(context, "grüße/日本.txt", "unicode is here\n");
    Page page = browser.visit(service.address(), "");

    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("New build")).click();
    page.locator("#field-folder").setInputFiles(context);
    assertThat(page.locator(".chosen")).containsText("5 files");
    page.getByLabel("Image name").fill("team/folder:1");
    assertForEveryone(page, "form");
    press(page, "Start the build");

    assertThat(heading(page, 1)).hasText("team/folder:1");
    assertThat(page.locator(".state .badge")).hasText("Completed");
    assertThat(page.locator(".log")).containsText("unicode is here");
    assertThat(page.locator(".log .colour-red")).hasText("red");
    assertThat(page.locator(".outcome code").first())
        .hasText(Pattern.compile("sha256:[0-9a-f]{64}"));
    assertThat(page.locator(".outcome")).containsText("/image | docker load");
    page.reload();
    assertThat(page.locator(".state .badge")).hasText("Completed");
    assertThat(page.locator(".timeline .took"))
        .hasText(IntStream.range(0, 5).mapToObj(_ -> LENGTH).toArray(Pattern[]::new));
    assertThat(page.getByText("all there are")).isVisible();
    assertThat(sent(page)).containsOnlyOnce(LONG_NAME, "grüße/日本.txt").doesNotContain("left.out");
    assertForEveryone(page, "completed");
  }

  /** What is in the archive of the build that is shown. */
  private static List<String> sent(Page page) throws Exception {
    String id = page.url().replaceFirst(".*/", "");
    String link = service.get("/1/builds/" + id).path("archive").asText();
    byte[] archive = service.bytes(link.replace("upload://", "/1/archives/")).body();
    List<String> names = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new ByteArrayInputStream(archive), "UTF-8")) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  @Test
  @DisplayName("builds a folder that is dropped on it")
  void drop() throws Exception {
    Path context = context("FROM scratch\nCOPY sub/deep/file.txt /\n");
    write(context, "sub/deep/file.txt", "x");
    Page page = browser.visit(service.address(), "#/new");

    dropOn(page.locator(".drop"), page, context);
    assertThat(page.locator(".chosen")).containsText("2 files");
    page.getByLabel("Image name").fill("team/dropped:1");
    press(page, "Start the build");

    assertThat(page.locator(".state .badge")).hasText("Completed");
  }

  /** As the system does when a person lets go of something over the browser. */
  private static void dropOn(Locator target, Page page, Path what) {
    target.waitFor();
    BoundingBox box = target.boundingBox();
    JsonArray files = new JsonArray();
    files.add(what.toString());
    JsonObject data = new JsonObject();
    data.add("items", new JsonArray());
    data.add("files", files);
    data.addProperty("dragOperationsMask", 1);
    CDPSession session = page.context().newCDPSession(page);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      JsonObject event = new JsonObject();
      event.addProperty("type", type);
      event.addProperty("x", box.x + box.width / 2);
      event.addProperty("y", box.y + box.height / 2);
      event.add("data", data);
      session.send("Input.dispatchDragEvent", event);
    }
  }

  @Test
  @DisplayName(
      "shows everything that is wrong with a request at its field, and sends nothing before")
  void violations() throws Exception {
    Page page = browser.visit(service.address(), "#/new");
    page.locator("#field-folder").setInputFiles(context("FROM scratch\n"));
    page.getByLabel("Image name").fill("Team/UPPER");
    page.getByText("More options").click();
    page.getByLabel("More tags").fill("fine not/fine");
    page.getByLabel("Build arguments").fill("GOOD=1\n2BAD=x");
    page.getByLabel("Time limit in seconds").fill("soon");

    press(page, "Start the build");

    Locator summary = page.locator(".summary");
    assertThat(summary).containsText("4 things are wrong");
    assertThat(summary).isFocused();
    assertThat(problem(page, "image_name")).isVisible();
    assertThat(problem(page, "image_name")).containsText("is not an image name");
    assertThat(problem(page, "tags")).containsText("[1]");
    assertThat(problem(page, "build_args")).containsText("2BAD");
    assertThat(problem(page, "timeout")).containsText("whole number");
    assertThat(page.getByLabel("Image name")).hasAttribute("aria-invalid", "true");
    assertThat(page.getByLabel("More tags"))
        .hasAttribute("aria-describedby", Pattern.compile(".*-problem.*"));
    assertForEveryone(page, "violations");
    summary.getByText(Pattern.compile("Time limit")).click();
    assertThat(page.getByLabel("Time limit in seconds")).isFocused();
  }

  private static Locator problem(Page page, String parameter) {
    return page.locator("[data-field='parameters." + parameter + "'] .problem");
  }

  @Test
  @DisplayName("tells why a build failed and what to do, and leads to the first error in its log")
  void failure() throws Exception {
    String id =
        service.build(
            "team/failing:1", "FROM " + base + "\nRUN seq 500; ls /nothing; seq 500; exit 3\n");
    service.awaitEnd(id);
    Page page = browser.visit(service.address(), "#/builds/" + id);

    Locator outcome = page.locator(".outcome");
    assertThat(outcome).containsText("A step of the Dockerfile failed.");
    assertThat(outcome).containsText("What to do: Read the end of the log");
    assertThat(outcome).containsText("exit code 3");
    assertThat(page.getByText("all there are")).isVisible();
    press(page, "First error");

    assertThat(page.locator(".line.current")).containsText("/nothing: No such file");
    assertThat(page.locator(".line.current")).isInViewport();
    assertForEveryone(page, "failed");
  }

  @Test
  @DisplayName("stops a build, and starts it again with all that was asked for")
  void cancelAndAgain() throws Exception {
    String id = service.build("team/again:1", "FROM " + base + "\nRUN echo begun; sleep 600\n");
    Page page = browser.visit(service.address(), "#/builds/" + id);
    assertThat(page.locator(".log")).containsText("begun");
    assertThat(page.locator(".timeline [data-stage=building] .bar.running")).isVisible();
    assertForEveryone(page, "running");

    press(page, "Cancel");
    assertForEveryone(page, "question");
    press(page, "Stop it");
    assertThat(page.locator(".state .badge")).hasText("Cancelled");
    page.getByText("Build again").click();

    assertThat(page.getByLabel("Image name")).hasValue("team/again:1");
    assertThat(page.locator("#field-archive")).hasValue(Pattern.compile("upload://.*"));
    press(page, "Start the build");
    assertThat(page.locator(".state .badge")).hasText("Running");
    assertThat(page).not().hasURL(Pattern.compile(".*" + id));
    press(page, "Cancel");
    press(page, "Stop it");
    assertThat(page.locator(".state .badge")).hasText("Cancelled");
  }

  @Test
  @DisplayName("lists builds as they are, the newest first, and finds those that are looked for")
  void list() throws Exception {
    service.awaitEnd(service.build("team/list-one:1", "FROM scratch\nCOPY Dockerfile /\n"));
    Page page = browser.visit(service.address(), "");
    Locator rows = page.locator(".builds li");
    assertThat(rows.first()).containsText("team/list-one:1");

    String other = service.build("team/list-two:1", "FROM " + base + "\nRUN exit 1\n");

    assertThat(rows.first()).containsText("team/list-two:1");
    assertThat(rows.first().locator(".badge")).hasText("Failed");
    assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("team/list-two:1: Failed");
    page.getByLabel("Image name or build ID").fill("list-");
    assertThat(rows).hasCount(2);
    page.getByLabel("Status").selectOption("error");
    assertThat(rows).hasCount(1);
    assertForEveryone(page, "list");
    page.reload();
    assertThat(rows).hasCount(1);
    page.getByLabel("Image name or build ID").fill(other);
    assertThat(heading(page, 1)).hasText("team/list-two:1");
  }

  @Test
  @DisplayName("stays quick with a log of 50,000 lines, in which each can be reached and found")
  void longLog() throws Exception {
    String id =
        service.build(
            "team/long:1",
            "FROM " + base + "\nRUN seq 50000 | while read i; do echo \"line $i says it\"; done\n");
    service.awaitEnd(id);
    Page page = browser.visit(service.address(), "#/builds/" + id);

    Locator log = page.locator(".log");
    assertThat(page.getByText(Pattern.compile("50\\d\\d\\d lines, all there are"))).isVisible();
    assertThat(log).containsText("line 50000 says it");
    page.getByLabel("Search").fill("line 25000 says");
    assertThat(page.locator("#log-found")).hasText("1 of 1");
    assertThat(page.locator(".line.current mark")).hasText("line 25000 says");
    assertThat(page.locator(".line.current")).isInViewport();
    assertThat((int) page.evaluate("document.querySelectorAll('.line').length")).isLessThan(3_000);
    page.getByLabel("Search").fill("line 7");
    assertThat(page.locator("#log-found")).hasText("1 of 1111");
    page.getByLabel("Search").press("Enter");
    assertThat(page.locator("#log-found")).hasText("2 of 1111");
    press(page, "Wrap");
    press(page, "Follow");
    assertThat(log.locator(".line").last()).isInViewport();
    var download = page.waitForDownload(() -> press(page, "Download"));
    assertThat(Files.readAllLines(download.path()))
        .contains("line 1 says it", "line 50000 says it");
  }

  @Test
  @DisplayName("says what is wrong when there is no such build")
  void unknown() {
    Page page = browser.visit(service.address(), "#/builds/0199c9a4-93f5-7c1e-b0aa-2f6a4c1d9e77");

    assertThat(heading(page, 1)).hasText("There is no such build");
    assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("Build not found");
    assertForEveryone(page, "unknown");
  }

  @Test
  @DisplayName("can be used by the keyboard alone")
  void keyboard() throws Exception {
    Page page = browser.visit(service.address(), "#/new");
    page.getByLabel("Image name").waitFor();

    page.keyboard().press("Tab");
    assertThat(page.getByText("Skip to the content")).isFocused();
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    assertThat(page.locator("#way-files")).isFocused();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Tab");
    page.keyboard().type("upload://0199c9a4-93f5-7c1e-b0aa-2f6a4c1d9e77");
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().type("team/keys:1");
    page.keyboard().press("Enter");

    assertThat(page.locator(".summary")).containsText("Link");
    assertThat(page.locator(".summary")).isFocused();
  }

  @Test
  @DisplayName("shows how much of an archive is sent, and stops when it is told to")
  void upload() throws Exception {
    Path archive = folder.resolve("large.tar");
    Files.write(archive, new byte[8 << 20]);
    Page page = browser.visit(service.address(), "#/new");
    page.locator("#field-file").setInputFiles(archive);
    assertThat(page.locator(".chosen")).hasText("large.tar, 8.4 MB");
    page.getByLabel("Image name").fill("team/large:1");
    slowDown(page);

    press(page, "Start the build");

    assertThat(page.locator(".sending")).containsText(Pattern.compile("\\d+ kB of 8.4 MB"));
    assertThat(page.getByLabel("Sending")).isVisible();
    assertForEveryone(page, "sending");
    press(page, "Stop sending");
    assertThat(page.locator(".sending")).isHidden();
    assertThat(page.getByText("Start the build")).isEnabled();
    assertThat(page.locator("#trouble")).isHidden();
  }

  /** As far as sending goes: 100 kB a second. */
  private static void slowDown(Page page) {
    JsonObject conditions = new JsonObject();
    conditions.addProperty("offline", false);
    conditions.addProperty("latency", 0);
    conditions.addProperty("downloadThroughput", -1);
    conditions.addProperty("uploadThroughput", 100_000);
    CDPSession session = page.context().newCDPSession(page);
    session.send("Network.enable");
    session.send("Network.emulateNetworkConditions", conditions);
  }

  @Test
  @DisplayName("says when the service does not answer, and goes on by itself when it does again")
  void away() throws Exception {
    Page page = browser.visit(service.address(), "");
    assertThat(page.getByLabel("Status")).isVisible();
    page.context().setOffline(true);
    page.getByLabel("Status").selectOption("error");
    assertThat(page.locator("#trouble")).containsText("The service does not answer");

    page.context().setOffline(false);
    page.getByLabel("Status").selectOption("");

    assertThat(page.locator("#trouble")).isHidden();
  }

  private Path context(String dockerfile) throws Exception {
    Path context = Files.createDirectory(folder.resolve("context"));
    write(context, "Dockerfile", dockerfile);
    return context;
  }

  private static void write(Path context, String name, String text) throws Exception {
    Path file = context.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private static Locator heading(Page page, int level) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(level));
  }
}
