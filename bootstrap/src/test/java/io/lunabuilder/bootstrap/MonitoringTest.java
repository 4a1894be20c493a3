package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunabuilder.testkit.RealParts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What monitoring is given")
class MonitoringTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path MONITORING = Path.of("..", "deploy", "monitoring");
  private static final Path PAGE = Path.of("..", "docs", "monitoring.md");
  private static final int LONGEST_WAIT = 600;
  private static final String COMPLETED =
      "luna_builder_builds_total{failure_code=\"none\",fault=\"none\",outcome=\"completed\"} 1.0";

  /** Names in a query that are metrics of ours, with the endings of histograms. */
  private static final Pattern METRIC =
      Pattern.compile(
          "\\b((?:luna_builder|jvm|process|system)_[a-z_]+|request_count_total|errors_count_total"
              + "|requests_(?:bucket|count|sum))\\b");

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static DataFolder data;
  private static Service service;
  private static String metrics;

  /** After one build that was built, and a call that was refused. */
  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Settings settings =
        Startup.settings(
            Map.of(
                "LUNA_BUILDER_DATA_DIR",
                folder.resolve("data").toString(),
                "LUNA_BUILDER_PORT",
                "0"));
    data = DataFolder.take(settings.dataFolder()).orElseThrow();
    Runners runners = new FakeBuildService(folder.resolve("ledger"), Duration.ofMillis(1));
    service = Service.start(settings, runners, new Console(_ -> {}));
    get("/1/builds/nonsense");
    build();
    metrics = get("/metrics");
    // An end is counted after it is kept: whoever asks for the build may know it earlier.
    for (int i = 0; i < LONGEST_WAIT && !metrics.contains(COMPLETED); i++) {
      Thread.sleep(50);
      metrics = get("/metrics");
    }
  }

  @AfterAll
  static void end() {
    if (service != null) {
      service.close();
    }
    if (data != null) {
      data.close();
    }
  }

  private static void build() throws Exception {
    byte[] context = Contexts.tar(Map.of("Dockerfile", "FROM scratch\n"));
    String archive = JSON.readTree(post("/1/archives", context)).path("archive").asText();
    Map<String, Object> request = RunningService.request(archive, "hello:1");
    String id =
        JSON.readTree(post("/1/builds", JSON.writeValueAsBytes(request))).at("/build_id").asText();
    for (int i = 0; i < LONGEST_WAIT && !get("/1/builds/" + id).contains("completed"); i++) {
      Thread.sleep(50);
    }
  }

  private static String get(String path) throws IOException, InterruptedException {
    return HTTP.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString()).body();
  }

  private static String post(String path, byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }

  private static URI at(String path) {
    return service.address().resolve(path);
  }

  /** Names of all metrics that the service told, with their endings. */
  private static Set<String> told() {
    return Pattern.compile("(?m)^([a-z_0-9]+)[ {]")
        .matcher(metrics)
        .results()
        .map((MatchResult series) -> series.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> namesIn(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map((MatchResult name) -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  @DisplayName("tells what became of builds")
  void builds() {
    assertThat(metrics)
        .contains("luna_builder_builds_accepted_total 1.0")
        .contains(COMPLETED)
        .contains("luna_builder_slots 1.0")
        .contains("luna_builder_part_ready{part=\"store\"} 1.0")
        .contains("request_count_total{path=\"POST:/1/builds\",status_code=\"201\"} 1.0")
        .contains("errors_count_total{error_code=\"12105\",path=\"GET:/1/builds/{id}\"} 1.0");
  }

  @Test
  @DisplayName("names no build and no path that a caller wrote")
  void bounded() {
    assertThat(metrics)
        .doesNotContain("nonsense")
        .doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-");
  }

  @Test
  @DisplayName("has every metric that alerts ask for")
  void alerts() throws Exception {
    String rules = Files.readString(MONITORING.resolve("alerts.yaml"));

    assertThat(namesIn(rules)).isNotEmpty().isSubsetOf(told());
  }

  @Test
  @DisplayName("has every metric that the dashboard shows")
  void dashboard() throws Exception {
    JsonNode dashboard = JSON.readTree(MONITORING.resolve("dashboard.json").toFile());
    String queries = String.join("\n", dashboard.findValuesAsText("expr"));

    assertThat(namesIn(queries)).hasSizeGreaterThan(10).isSubsetOf(told());
  }

  @Test
  @DisplayName("has a page that tells each metric and each alert, and no others")
  void page() throws Exception {
    String page = Files.readString(PAGE);
    Set<String> ours =
        Pattern.compile("(?m)^# TYPE ((?:luna_builder|request|errors)\\S*) ")
            .matcher(metrics)
            .results()
            .map((MatchResult type) -> type.group(1))
            .filter(name -> !name.endsWith("_max"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> alerts =
        Pattern.compile("alert: (\\w+)")
            .matcher(Files.readString(MONITORING.resolve("alerts.yaml")))
            .results()
            .map((MatchResult alert) -> alert.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> rows =
        Pattern.compile("(?m)^\\| `([^`{]+)[^`]*` \\|")
            .matcher(page)
            .results()
            .map((MatchResult row) -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    ours.addAll(alerts);
    assertThat(rows).isEqualTo(ours);
  }

  @Test
  @DisplayName("is what Prometheus reads, and has rules that hold in their own tests")
  void promtool() throws Exception {
    String tool = RealParts.promtool().toString();
    String alerts = MONITORING.resolve("alerts.yaml").toString();
    String tests = MONITORING.resolve("alerts-test.yaml").toString();

    assertThat(run("", tool, "check", "rules", alerts)).contains("SUCCESS");
    assertThat(run("", tool, "test", "rules", tests)).contains("SUCCESS");
    assertThat(run(ours(), tool, "check", "metrics")).isEqualTo("exit 0\n");
  }

  /** Without those of the JVM, whose names are their library's matter. */
  private static String ours() {
    return metrics
        .lines()
        .filter(line -> !line.matches("(# \\w+ )?(jvm|process|system)_.*"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String run(String input, String... command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output + "exit " + process.waitFor() + "\n";
  }
}
