package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.lunabuilder.testkit.RealParts;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real browser without a window. */
final class PageBrowser implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "screenshots");

  /** Builds behind a page take their time, on a machine that is busy above all. */
  private static final double PATIENCE_MILLIS = 60_000;

  private static final int PHONE = 360;
  private static final int DESK = 1280;
  private static final int HEIGHT = 800;

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> faults = new CopyOnWriteArrayList<>();

  private PageBrowser(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts one, or skips the test where there is none. */
  static PageBrowser openOrSkip() {
    Path chromium = RealParts.chromium();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium));
    return new PageBrowser(playwright, browser);
  }

  /** Opens the page as a new visitor does. */
  Page visit(URI service, String view) {
    BrowserContext visitor =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(DESK, HEIGHT));
    visitor.setDefaultTimeout(PATIENCE_MILLIS);
    Page page = visitor.newPage();
    page.onPageError(faults::add);
    page.onConsoleMessage(message -> {
      if (message.text().contains("Content Security Policy")) {
        faults.add(message.text());
      }
    });
    page.navigate(service.resolve("/" + view).toString());
    return page;
  }

  /** Errors of scripts, and what the content policy kept from happening; forgets them. */
  List<String> takeFaults() {
    List<String> taken = List.copyOf(faults);
    faults.clear();
    return taken;
  }

  /**
   * Fails unless everyone can use what is shown, by light and by dark, at a desk and on a phone.
   * Keeps pictures of it.
   */
  static void assertForEveryone(Page page, String name) {
    assertThat(violations(new AxeBuilder(page))).as(name).isEmpty();
    picture(page, name + "-light", DESK);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    // All else is the same as by light.
    assertThat(violations(new AxeBuilder(page).withRules(List.of("color-contrast"))))
        .as(name + " by dark")
        .isEmpty();
    picture(page, name + "-dark", DESK);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    picture(page, name + "-phone", PHONE);
  }

  private static List<Rule> violations(AxeBuilder axe) {
    return axe.analyze().getViolations();
  }

  /**
   * All of it in a window as high as it is: a picture of more than the window scrolls what is in
   * it.
   */
  private static void picture(Page page, String name, int width) {
    page.setViewportSize(width, HEIGHT);
    assertThat(sizeOf(page, "scrollWidth")).as(name + " fits its window").isEqualTo(width);
    page.setViewportSize(width, sizeOf(page, "scrollHeight"));
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    page.setViewportSize(DESK, HEIGHT);
  }

  private static int sizeOf(Page page, String property) {
    return (int) page.evaluate("document.documentElement." + property);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
