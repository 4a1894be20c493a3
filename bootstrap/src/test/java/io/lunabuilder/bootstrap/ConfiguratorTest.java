package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.bootstrap.StandInConfigurator.Fault;
import io.lunabuilder.domain.Checked;
import io.lunabuilder.s3.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A Luna-Configurator")
@Tag("R1")
class ConfiguratorTest {
  private StandInConfigurator configurator;

  @BeforeEach
  void start() throws IOException {
    configurator = StandInConfigurator.start();
  }

  @AfterEach
  void close() {
    configurator.close();
  }

  private Map<String, String> environment(String... more) {
    Map<String, String> all = new HashMap<>();
    all.put("LUNA_BUILDER_LUNA_CONFIG", configurator.address().toString());
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  @Test
  @DisplayName("is asked for the settings of this service, in whatever JSON each value is")
  void tells() throws Exception {
    configurator.tell(
        Map.of(
            "LUNA_BUILDER_WORKERS",
            3,
            "USE_KUBERNETES",
            false,
            "LUNA_BUILDER_INSECURE_REGISTRIES",
            List.of("a:5000", "b:5000"),
            "BUILDER_S3",
            Map.of("HOST", "http://minio:9000", "VERIFY_SSL", 1)));

    Settings settings = SettingsReader.read(environment()).orThrow();

    assertThat(configurator.lastQuestion()).isEqualTo("/1/settings?service_name=luna-builder");
    assertThat(configurator.lastUpgrade()).isEmpty();
    assertThat(settings.workers()).isEqualTo(3);
    assertThat(settings.images().insecureRegistries()).isEqualTo(Set.of("a:5000", "b:5000"));
    assertThat(settings.s3())
        .isEqualTo(S3Settings.of(Map.of("HOST", "http://minio:9000", "VERIFY_SSL", "1"), Map.of()));
    assertThat(settings.shown())
        .filteredOn(one -> one.name().equals("LUNA_BUILDER_WORKERS"))
        .extracting(one -> one.source())
        .containsExactly(configurator.address().toString());
  }

  @Test
  @DisplayName("wins over the file, and the environment wins over it")
  void order(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("luna.conf"),
            "LUNA_BUILDER_LUNA_CONFIG = "
                + configurator.address()
                + "\nLUNA_BUILDER_PORT = 1\nLUNA_BUILDER_WORKERS = 1\nLUNA_BUILDER_HOST = ::1\n");
    configurator.tell(Map.of("LUNA_BUILDER_PORT", 2, "LUNA_BUILDER_WORKERS", 2));

    Settings settings =
        SettingsReader.read(
                Map.of("LUNA_BUILDER_CONFIG", file.toString(), "LUNA_BUILDER_WORKERS", "3"))
            .orThrow();

    assertThat(settings.server().host()).isEqualTo("::1");
    assertThat(settings.server().port()).isEqualTo(2);
    assertThat(settings.workers()).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "may tell what is no setting of ours, which is said and ignored; tagged ones are not ours")
  void unknown() throws Exception {
    configurator.answer(
        200,
        """
        [{"setting_name": "LUNA_FACES_ADDRESS", "value": {"host": "x"}, "tags": []},
         {"setting_name": "LUNA_BUILDER_CONFIG", "value": "/nope", "tags": []},
         {"setting_name": "LUNA_BUILDER_WORKERS", "value": 2, "tags": []},
         {"setting_name": "LUNA_BUILDER_WORKERS", "value": 7, "tags": ["other"]}]
        """,
        Fault.NONE);

    Settings settings = SettingsReader.read(environment()).orThrow();

    assertThat(settings.workers()).isEqualTo(2);
    assertThat(settings.remarks())
        .singleElement()
        .asString()
        .endsWith("ignored: LUNA_BUILDER_CONFIG, LUNA_FACES_ADDRESS");
  }

  @Test
  @DisplayName("may answer with one object of names and values, as its puller does")
  void puller() {
    configurator.answer(200, "{\"LUNA_BUILDER_WORKERS\": 5}", Fault.NONE);

    assertThat(SettingsReader.read(environment()).orThrow().workers()).isEqualTo(5);
  }

  @Test
  @DisplayName("whose values are wrong is named beside each of them")
  void wrongValues() throws Exception {
    configurator.tell(Map.of("LUNA_BUILDER_WORKERS", Map.of("a", 1), "LUNA_BUILDER_PORT", "many"));

    assertThat(SettingsReader.read(environment()))
        .isInstanceOfSatisfying(
            Checked.Invalid.class,
            invalid ->
                assertThat(invalid.violations().toString())
                    .contains("LUNA_BUILDER_WORKERS (" + configurator.address() + ")")
                    .contains("LUNA_BUILDER_PORT (" + configurator.address() + ")"));
  }

  @ParameterizedTest(name = "{1} {2} with status {0}: {3}")
  @DisplayName("that gives no whole list of settings tells none:")
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | []                              | NONE  | answers with status 500",
        "302 | []                              | NONE  | answers with status 302",
        "200 | [{\"setting_name\": \"A\"}]     | NONE  | without \"setting_name\" or \"value\"",
        "200 | [{\"value\": 1}]                | NONE  | without \"setting_name\" or \"value\"",
        "200 | [1]                             | NONE  | without \"setting_name\" or \"value\"",
        "200 | \"settings\"                    | NONE  | is no list of settings",
        "200 | {}                              | NONE  | names no setting of this service",
        "200 | {\"error_code\": 1, \"desc\": \"x\"}| NONE  | names no setting of this service",
        "200 | <html></html>                   | NONE  | is no whole JSON",
        "200 | {\"A\": 1, \"A\": 2}            | NONE  | is no whole JSON",
        "200 | [{\"setting_name\": \"A\",      | NONE  | is no whole JSON",
        "200 | [] []                           | NONE  | is no whole JSON",
        "200 | [                             ] | CUT   | ''",
        "200 | [                             ] | HANGS | no whole answer within 300ms",
      })
  void broken(int status, String body, Fault fault, String problem) {
    configurator.answer(status, body, fault);
    Duration patience = fault == Fault.HANGS ? Duration.ofMillis(300) : Duration.ofMinutes(1);
    Configurator asked = new Configurator(List.of(configurator.address()), patience);

    assertThatThrownBy(asked::fetch)
        .isInstanceOf(SettingsUnavailableException.class)
        .hasMessageContaining(configurator.address().toString())
        .hasMessageContaining(problem);
  }

  @Test
  @DisplayName("that is larger than anyone needs is not taken into memory")
  void large() {
    configurator.answer(200, "[" + " ".repeat(2 << 20) + "]", Fault.NONE);

    assertThatThrownBy(() -> Configurator.at(List.of(configurator.address())).fetch())
        .isInstanceOf(SettingsUnavailableException.class);
  }

  @Test
  @DisplayName(
      "may have several addresses, of which the first that answers counts, and a login that is not shown")
  void several() throws Exception {
    configurator.tell(Map.of("LUNA_BUILDER_WORKERS", 4));
    URI down = URI.create("http://127.0.0.1:1/1");
    URI withLogin = URI.create(configurator.address().toString().replace("//", "//me:hush@") + "/");

    Map<String, Given> told = Configurator.at(List.of(down, withLogin)).fetch();

    assertThat(told.get("LUNA_BUILDER_WORKERS"))
        .isEqualTo(
            new Given(
                "4", new Origin(configurator.address().toString().replace("//", "//***@") + "/")));
    assertThat(configurator.lastLogin()).isEqualTo("Basic bWU6aHVzaA==");
  }
}
