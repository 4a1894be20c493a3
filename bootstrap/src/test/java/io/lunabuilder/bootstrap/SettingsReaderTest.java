package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.lunabuilder.archive.AllowedHosts;
import io.lunabuilder.domain.Checked;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.domain.Violation;
import io.lunabuilder.http.SettingShown;
import io.lunabuilder.http.access.AccessSettings;
import io.lunabuilder.redis.RedisAddress;
import io.lunabuilder.s3.S3Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Settings")
@Tag("R1")
class SettingsReaderTest {

  @Test
  @Tag("R12")
  @DisplayName("that are all unset make a service that works on this machine alone")
  void defaults() {
    Settings settings = SettingsReader.read(Map.of("HOME", "/home/me")).orThrow();

    assertThat(settings.server())
        .isEqualTo(new Settings.Server("127.0.0.1", 8080, AccessSettings.OPEN, null));
    assertThat(settings.dataFolder()).isEqualTo(Path.of("/home/me/.local/share/luna-builder"));
    assertThat(settings.cacheFolder()).isEqualTo(Path.of("/home/me/.cache/luna-builder"));
    assertThat(settings.images().registry()).isNull();
    assertThat(settings.workers()).isEqualTo(1);
    assertThat(settings.clocks().build()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.clocks().lease()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.remarks()).isEmpty();
  }

  @Test
  @DisplayName("that ask for no workers are remarked on: what is accepted is not built here")
  void noWorkers() {
    Settings settings = SettingsReader.read(Map.of("LUNA_BUILDER_WORKERS", "0")).orThrow();

    assertThat(settings.remarks())
        .singleElement(STRING)
        .contains("LUNA_BUILDER_WORKERS is 0", "only serves the API");
  }

  @Test
  @DisplayName("are taken from the environment")
  void fromTheEnvironment() {
    Settings settings =
        SettingsReader.read(
                Map.of(
                    "LUNA_BUILDER_REGISTRY", "registry.example.com:5000/team/",
                    "LUNA_BUILDER_INSECURE_REGISTRIES", "registry.example.com:5000, other:80",
                    "LUNA_BUILDER_DATA_DIR", "/data",
                    "LUNA_BUILDER_WORKERS", "0",
                    "LUNA_BUILDER_ARCHIVE_ALLOWED_HOSTS", "files.corp, 10.0.0.0/8",
                    "LUNA_BUILDER_MAX_ARCHIVE", "512MiB",
                    "LUNA_BUILDER_BUILD_TIMEOUT", "90s"))
            .orThrow();

    assertThat(settings.images().registry())
        .isEqualTo(new Registry("registry.example.com:5000", "team"));
    assertThat(settings.images().insecureRegistries())
        .containsExactlyInAnyOrder("registry.example.com:5000", "other:80");
    assertThat(settings.dataFolder()).isEqualTo(Path.of("/data"));
    assertThat(settings.workers()).isZero();
    assertThat(settings.archiveHosts())
        .isEqualTo(AllowedHosts.of(List.of("files.corp", "10.0.0.0/8")));
    assertThat(settings.limits().archive()).isEqualTo(512L << 20);
    assertThat(settings.clocks().build()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  @Tag("R3")
  @DisplayName("of S3 are JSON or single keys, which win, and no secret of theirs is told")
  void s3() {
    Settings settings =
        SettingsReader.read(
                Map.of(
                    "BUILDER_S3", "{\"HOST\": \"http://minio:9000\", \"BUCKET\": \"first\"}",
                    "BUILDER_S3__BUCKET", "second"))
            .orThrow();
    assertThat(settings.s3())
        .isEqualTo(
            S3Settings.of(Map.of("HOST", "http://minio:9000", "BUCKET", "second"), Map.of()));

    for (String wrong : List.of("BUILDER_S3", "BUILDER_S3__SECRET", "BUILDER_S3_HOST")) {
      assertThat(SettingsReader.read(Map.of(wrong, "hush")))
          .isInstanceOfSatisfying(
              Checked.Invalid.class,
              invalid ->
                  assertThat(invalid.violations().toString())
                      .contains("BUILDER_S3")
                      .doesNotContain("hush"));
    }
  }

  @Test
  @Tag("R4")
  @Tag("R19")
  @DisplayName("of Kubernetes are told all at once when they are missing or wrong")
  void kubernetes() {
    List<Violation> violations =
        violations(
            Map.of(
                "USE_KUBERNETES",
                "1",
                "LUNA_BUILDER_BUILD_LIMITS",
                "{\"cpu\": \"much\", \"gpu\": 1}"));

    assertThat(violations)
        .extracting(Violation::field)
        .containsExactlyInAnyOrder(
            "LUNA_BUILDER_BUILD_LIMITS",
            "LUNA_BUILDER_KUBECONFIG",
            "LUNA_BUILDER_BUILDER_IMAGE",
            "LUNA_BUILDER_REGISTRY");
    assertThat(violations.toString())
        .contains("cpu \"much\" is no quantity", "gpu is none of cpu, ephemeral_storage, memory");
  }

  @Test
  @Tag("R19")
  @DisplayName("of limits are a pod's resources, single keys before the whole")
  void limits() {
    Settings settings =
        SettingsReader.read(
                Map.of(
                    "USE_KUBERNETES", "1",
                    "LUNA_BUILDER_KUBECONFIG", "{apiVersion: v1}",
                    "LUNA_BUILDER_BUILDER_IMAGE", "registry.example.com/builder:1",
                    "LUNA_BUILDER_REGISTRY", "registry.example.com/team",
                    "LUNA_BUILDER_BUILD_LIMITS", "{\"cpu\": \"500m\", \"memory\": \"1Gi\"}",
                    "LUNA_BUILDER_BUILD_LIMITS__MEMORY", "2Gi"))
            .orThrow();

    assertThat(java.util.Objects.requireNonNull(settings.cluster()).limits().resources())
        .isEqualTo(Map.of("cpu", "500m", "memory", "2Gi"));
    assertThat(settings.workers()).isEqualTo(100);
    assertThat(settings.remarks()).isEmpty();
  }

  @ParameterizedTest(name = "refuse {0} = \"{1}\": {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "LUNA_BUILDER_PORT                | 65536        | from 0 to 65535",
        "LUNA_BUILDER_KEEP_LOGS           | 31d          | must be at most LUNA_BUILDER_KEEP_BUILDS",
        "LUNA_BUILDER_KEEP_LOGS           | 59m          | must be at least LUNA_BUILDER_BUILD_TIMEOUT",
        "LUNA_BUILDER_ARCHIVE_ALLOWED_HOSTS | a.example,10.0.0.0/99 | no host name, address or block",
        "LUNA_BUILDER_PORT                | http         | from 0 to 65535",
        "LUNA_BUILDER_WORKERS             | -1           | from 0 to 64",
        "LUNA_BUILDER_MAX_PENDING         | 0            | from 1 to 1000000",
        "LUNA_BUILDER_REGISTRY            | http://x     | without http://",
        "LUNA_BUILDER_INSECURE_REGISTRIES | h:1 d:x      | is not a registry",
        "LUNA_BUILDER_MAX_ARCHIVE         | 10 parsecs   | such as 512MiB",
        "LUNA_BUILDER_MAX_ARCHIVE         | 0            | such as 512MiB",
        "LUNA_BUILDER_MAX_LOG             | 1KiB         | at least 64KiB",
        "LUNA_BUILDER_BUILD_TIMEOUT       | soon         | such as 30s",
        "LUNA_BUILDER_LEASE               | 1s           | at least 2s",
        "LUNA_BUILDER_KEEP_UPLOADS        | 1h           | longer than LUNA_BUILDER_QUEUE_TIMEOUT",
        "LUNA_BUILDER_REDIS_DB_ADDRESS    | localhost    | must begin with redis://",
        "LUNA_BUILDER_REDIS_DB_ADDRESS    | {\"PORT\": 1}  | needs HOST",
        "LUNA_BUILDER_REDIS_DB_ADDRESS    | {PORT        | is no JSON",
        "LUNA_BUILDER_REDIS_DB_ADDRESS    | {\"HOTS\":1}   | HOTS is no key",
        "LUNA_BUILDER_REDIS_PREFIX        | {x}          | letters, digits",
        "LUNA_BUILDER_REGISTRI            | x            | is not a setting",
        "USE_KUBERNETES                   | maybe        | must be 1 or 0",
        "LUNA_BUILDER_NAMESPACE           | kube-system  | must not start with 'kube-'",
        "LUNA_BUILDER_TOLERATIONS         | a:b:c        | is no KEY[=VALUE][:EFFECT]",
        "LUNA_BUILDER_PUBLIC_URL          | ftp://x      | is no http or https URL",
        "LUNA_BUILDER_PUBLIC_URL          | http://a:b@x | pods need none",
        "LUNA_BUILDER_PUBLIC_URL_CA_FILE  | /no/such     | is no file that can be read",
        "LUNA_BUILDER_BUILDER_IMAGE       | -x           | is no image",
      })
  void refused(String name, String value, String problem) {
    List<Violation> violations = violations(Map.of(name, value));

    assertThat(violations)
        .singleElement()
        .satisfies(violation -> {
          assertThat(violation.field()).isEqualTo(name);
          assertThat(violation.problem()).contains(problem);
          assertThat(violation.remedy()).isNotBlank().doesNotContain("mend it");
        });
  }

  @Test
  @Tag("R4")
  @DisplayName("are not what Kubernetes tells of Services whose names begin like theirs")
  void serviceLinks() {
    Map<String, String> links =
        Map.of(
            "LUNA_BUILDER_SERVICE_HOST", "10.96.0.7",
            "LUNA_BUILDER_SERVICE_PORT", "80",
            "LUNA_BUILDER_SERVICE_PORT_HTTP", "80",
            "LUNA_BUILDER_PORT", "tcp://10.96.0.7:80",
            "LUNA_BUILDER_PORT_80_TCP", "tcp://10.96.0.7:80",
            "LUNA_BUILDER_PORT_80_TCP_PROTO", "tcp",
            "LUNA_BUILDER_PORT_80_TCP_PORT", "80",
            "LUNA_BUILDER_PORT_80_TCP_ADDR", "10.96.0.7");

    assertThat(SettingsReader.read(links).orThrow().server().port()).isEqualTo(8080);
  }

  @Test
  @DisplayName("count beside those, and only a Service's own variables are left out")
  void serviceLinksHideNothing() {
    Map<String, String> beside =
        Map.of("LUNA_BUILDER_SERVICE_HOST", "10.96.0.7", "LUNA_BUILDER_PORT", "8090");

    assertThat(SettingsReader.read(beside).orThrow().server().port()).isEqualTo(8090);
    assertThat(violations(Map.of("LUNA_BUILDER_PORT", "tcp://10.96.0.7:80"))).hasSize(1);
    assertThat(
            violations(
                Map.of("LUNA_BUILDER_SERVICE_HOST", "10.96.0.7", "LUNA_BUILDER_PORTS", "80")))
        .hasSize(1);
  }

  @Test
  @DisplayName("are shown with defaults that could be set so")
  void defaultsAreShownAsTheyAreWritten() {
    Settings usual = SettingsReader.read(Map.of()).orThrow();
    Map<String, String> shown =
        usual.shown().stream()
            .filter(one -> !one.value().isEmpty())
            .collect(Collectors.toMap(SettingShown::name, SettingShown::value));

    assertThat(shown)
        .containsEntry("LUNA_BUILDER_LOG_FORMAT", "text")
        .doesNotContainKeys("LUNA_BUILDER_ARCHIVE_ALLOWED_HOSTS", "LUNA_BUILDER_TOLERATIONS");
    assertThat(SettingsReader.read(shown).orThrow().given(List.of(), Set.of()))
        .isEqualTo(usual.given(List.of(), Set.of()));
  }

  @Test
  @DisplayName("tell every problem at once")
  void allAtOnce() {
    Map<String, String> values =
        Map.of("LUNA_BUILDER_PORT", "x", "LUNA_BUILDER_WORKERS", "y", "LUNA_BUILDER_FOO", "z");

    assertThat(violations(values))
        .extracting(Violation::field)
        .containsExactlyInAnyOrder("LUNA_BUILDER_PORT", "LUNA_BUILDER_WORKERS", "LUNA_BUILDER_FOO");
  }

  private static List<Violation> violations(Map<String, String> values) {
    return switch (SettingsReader.read(values)) {
      case Checked.Invalid<Settings>(List<Violation> violations) -> violations;
      case Checked.Valid<Settings> valid -> throw new AssertionError("taken: " + values);
    };
  }

  @ParameterizedTest(name = "refuse the registry {0}, since {1}")
  @Tag("R20")
  @Tag("R21")
  @CsvSource({
    "team, alone is read as a name in Docker Hub",
    "localhost:5000/team, does not insist on TLS",
    "10.0.0.5:5000, does not insist on TLS",
    "192.168.1.1/team, does not insist on TLS",
    "registry.local, does not insist on TLS"
  })
  void registryThatCannotBeTrusted(String registry, String why) {
    Map<String, String> values = Map.of("LUNA_BUILDER_REGISTRY", registry);

    assertThat(SettingsReader.read(values))
        .isInstanceOfSatisfying(
            Checked.Invalid.class,
            refused -> assertThat(refused.violations().toString()).contains(why));
  }

  @Test
  @Tag("R21")
  @DisplayName("take a registry at a private address that is listed as insecure")
  void listedRegistry() {
    Map<String, String> values =
        Map.of(
            "LUNA_BUILDER_REGISTRY", "localhost:5000/team",
            "LUNA_BUILDER_INSECURE_REGISTRIES", "LOCALHOST:5000");

    assertThat(SettingsReader.read(values)).isInstanceOf(Checked.Valid.class);
  }

  @ParameterizedTest(name = "refuse the file of {0} that is not there")
  @ValueSource(strings = {"LUNA_BUILDER_DOCKER_CONFIG", "LUNA_BUILDER_KANIKO_EXECUTOR"})
  void missingFiles(String name) {
    assertThat(SettingsReader.read(Map.of(name, "/nope")))
        .isInstanceOfSatisfying(
            Checked.Invalid.class,
            refused -> assertThat(refused.violations().toString()).contains(name, "/nope"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("addresses")
  @Tag("R2")
  @DisplayName("give the address of Redis as URL, as JSON or key by key:")
  void redis(Map<String, String> given) {
    Settings.Redis redis = SettingsReader.read(given).orThrow().redis();

    assertThat(redis)
        .isEqualTo(
            new Settings.Redis(
                new RedisAddress(
                    new RedisAddress.Topology.Single(new RedisAddress.Node("redis", 7000)),
                    2,
                    new RedisAddress.Credentials("luna", "hush"),
                    null),
                "luna-builder"));
  }

  static List<Map<String, String>> addresses() {
    String address = "LUNA_BUILDER_REDIS_DB_ADDRESS";
    return List.of(
        Map.of(address, "redis://luna:hush@redis:7000/2"),
        Map.of(
            address,
            "{\"HOST\":\"redis\",\"PORT\":7000,\"NUMBER\":2,\"USER\":\"luna\",\"PASSWORD\":\"hush\"}"),
        Map.of(
            address,
            "{\"HOST\":\"redis\",\"PORT\":1,\"NUMBER\":2,\"USER\":\"luna\"}",
            address + "__PORT",
            "7000",
            address + "__PASSWORD",
            "hush"),
        Map.of(
            address + "__HOST", "redis",
            address + "__PORT", "7000",
            address + "__NUMBER", "2",
            address + "__USER", "luna",
            address + "__PASSWORD", "hush"));
  }

  @Test
  @Tag("R2")
  @DisplayName("name sentinels in a group, as texts or as objects")
  void sentinels() {
    String json =
        "{\"SENTINEL\": {\"MASTER_NAME\": \"luna\", \"SENTINELS\": [\"one\", {\"HOST\": \"two\","
            + " \"PORT\": 5}]}}";

    Settings.Redis redis =
        SettingsReader.read(Map.of("LUNA_BUILDER_REDIS_DB_ADDRESS", json)).orThrow().redis();

    assertThat(redis)
        .extracting(found -> found.address().topology())
        .isEqualTo(
            new RedisAddress.Topology.Sentinel(
                "luna",
                List.of(new RedisAddress.Node("one", 26379), new RedisAddress.Node("two", 5)),
                null));
  }

  @Test
  @Tag("R2")
  @DisplayName("may name an authority beside a rediss URL")
  void authority() {
    Settings.Redis redis =
        SettingsReader.read(
                Map.of(
                    "LUNA_BUILDER_REDIS_DB_ADDRESS", "rediss://h",
                    "LUNA_BUILDER_REDIS_DB_ADDRESS__CA_FILE", "/ca.pem"))
            .orThrow()
            .redis();

    assertThat(redis)
        .extracting(found -> found.address().tls())
        .isEqualTo(new RedisAddress.Tls(true, Path.of("/ca.pem")));
  }

  @Test
  @Tag("R2")
  @DisplayName("that are wrong about Redis do not show its password")
  void hidesThePassword() {
    assertThat(violations(Map.of("LUNA_BUILDER_REDIS_DB_ADDRESS", "http://luna:hush@h")))
        .singleElement()
        .satisfies(violation -> assertThat(violation.sentence()).doesNotContain("hush"));
  }
}
