package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The log")
class LogFormatTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  @DisplayName("as JSON has one object in each line, whatever is logged")
  void json() throws Exception {
    LoggerContext context = new LoggerContext();
    Logger logger = context.getLogger("io.lunabuilder.Example");
    Exception cause = new IllegalStateException("two\nlines");
    LoggingEvent event =
        new LoggingEvent("", logger, Level.WARN, "it said \"{}\"", cause, new Object[] {"a\nb"});
    event.setInstant(Instant.parse("2026-01-02T12:00:00.5Z"));
    event.setMDCPropertyMap(Map.of("request_id", "1767355200,x", "build_id", "01a2"));

    String line = new String(LogFormat.json(context).encode(event), StandardCharsets.UTF_8);

    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    JsonNode fields = JSON.readTree(line);
    assertThat(Instant.parse(fields.path("time").asText()))
        .isEqualTo(Instant.parse("2026-01-02T12:00:00.5Z"));
    assertThat(fields.path("level").asText()).isEqualTo("WARN");
    assertThat(fields.path("logger").asText()).isEqualTo("io.lunabuilder.Example");
    assertThat(fields.path("message").asText()).isEqualTo("it said \"a\nb\"");
    assertThat(fields.path("request_id").asText()).isEqualTo("1767355200,x");
    assertThat(fields.path("build_id").asText()).isEqualTo("01a2");
    assertThat(fields.path("stack_trace").asText())
        .startsWith("java.lang.IllegalStateException: two\nlines\n\tat ");
    assertThat(fields.properties()).hasSize(8);
  }

  @Test
  @DisplayName("of a service has no line that is not JSON, where that is set")
  void service(@TempDir Path folder) throws Exception {
    Map<String, String> settings =
        Map.of("LUNA_BUILDER_LOG_FORMAT", "json", "LUNA_BUILDER_WORKERS", "0");
    try (Program program =
        Program.run(settings, "serve", "--port", "0", "--data-dir", folder.toString())) {
      program.awaitLine("Serving on");
      program.signal("TERM");
      assertThat(program.awaitEnd()).isZero();

      for (String line : program.output().lines().toList()) {
        JsonNode fields = JSON.readTree(line);
        assertThat(fields.path("level").asText()).as(line).isEqualTo("INFO");
      }
    }
  }
}
