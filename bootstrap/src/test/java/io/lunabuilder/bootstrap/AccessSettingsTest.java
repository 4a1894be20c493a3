package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.Checked;
import io.lunabuilder.domain.Violation;
import io.lunabuilder.http.TlsSettings;
import io.lunabuilder.http.access.AccessSettings;
import io.lunabuilder.http.access.RateLimit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Settings of who may call")
class AccessSettingsTest {
  @TempDir Path folder;

  @Test
  @DisplayName("are all read")
  void all() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    Settings.Server server =
        SettingsReader.read(
                Map.of(
                    "LUNA_BUILDER_TOKENS_FILE",
                    file.toString(),
                    "LUNA_BUILDER_TLS_CERTIFICATE",
                    file.toString(),
                    "LUNA_BUILDER_TLS_KEY",
                    file.toString(),
                    "LUNA_BUILDER_RATE_LIMIT",
                    "600/1m",
                    "LUNA_BUILDER_CORS_ORIGINS",
                    "https://CI.example.com, http://[::1]:3000",
                    "LUNA_BUILDER_ALLOWED_HOSTS",
                    "Builder.example.com"))
            .orThrow()
            .server();

    assertThat(server.access())
        .isEqualTo(
            new AccessSettings(
                file,
                new RateLimit(600, Duration.ofMinutes(1)),
                Set.of("https://ci.example.com", "http://[::1]:3000"),
                Set.of("builder.example.com")));
    assertThat(server.tls()).isEqualTo(new TlsSettings(file, file));
  }

  @ParameterizedTest
  @CsvSource({
    "LUNA_BUILDER_TOKENS_FILE, /nowhere",
    "LUNA_BUILDER_TLS_KEY, /nowhere",
    "LUNA_BUILDER_RATE_LIMIT, 600",
    "LUNA_BUILDER_RATE_LIMIT, 0/1m",
    "LUNA_BUILDER_RATE_LIMIT, -1/1m",
    "LUNA_BUILDER_RATE_LIMIT, 600/x",
    "LUNA_BUILDER_CORS_ORIGINS, *",
    "LUNA_BUILDER_CORS_ORIGINS, ci.example.com",
    "LUNA_BUILDER_CORS_ORIGINS, https://ci.example.com/",
    "LUNA_BUILDER_CORS_ORIGINS, null",
    "LUNA_BUILDER_ALLOWED_HOSTS, http://builder",
    "LUNA_BUILDER_ALLOWED_HOSTS, builder:8080"
  })
  @DisplayName("are refused by name when they are wrong:")
  void wrong(String name, String value) {
    assertThat(problems(Map.of(name, value))).anyMatch(problem -> problem.field().equals(name));
  }

  @Test
  @DisplayName("have a certificate and its key together, or neither")
  void halfOfTls() throws Exception {
    String file = Files.createFile(folder.resolve("file")).toString();

    assertThat(problems(Map.of("LUNA_BUILDER_TLS_CERTIFICATE", file)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.sentence()).contains("LUNA_BUILDER_TLS_KEY"));
    assertThat(problems(Map.of("LUNA_BUILDER_TLS_KEY", file)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.field()).endsWith("TLS_CERTIFICATE"));
  }

  @Test
  @DisplayName(
      "that let everyone in are warned of where others can reach the service, and only there")
  void warning() throws Exception {
    String tokens = Files.createFile(folder.resolve("tokens")).toString();

    assertThat(remarks(Map.of("LUNA_BUILDER_HOST", "0.0.0.0")))
        .hasSizeGreaterThan(5)
        .anyMatch(line -> line.contains("WARNING: 0.0.0.0 can be reached from elsewhere"))
        .anyMatch(line -> line.contains("LUNA_BUILDER_TOKENS_FILE"));
    assertThat(remarks(Map.of("LUNA_BUILDER_HOST", "::1"))).isEmpty();
    assertThat(remarks(Map.of("LUNA_BUILDER_HOST", "localhost"))).isEmpty();
    assertThat(remarks(Map.of("LUNA_BUILDER_HOST", "::", "LUNA_BUILDER_TOKENS_FILE", tokens)))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("no TLS"));
  }

  private static List<String> remarks(Map<String, String> environment) {
    return SettingsReader.read(environment).orThrow().remarks();
  }

  private static List<Violation> problems(Map<String, String> environment) {
    return switch (SettingsReader.read(environment)) {
      case Checked.Valid<Settings> _ -> List.of();
      case Checked.Invalid<Settings>(List<Violation> violations) -> violations;
    };
  }
}
