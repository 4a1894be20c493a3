package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.Checked;
import io.lunabuilder.domain.Violation;
import io.lunabuilder.http.SettingShown;
import io.lunabuilder.http.access.AccessSettings;
import io.lunabuilder.redis.RedisAddress;
import io.lunabuilder.s3.S3Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Settings in a file")
@Tag("R1")
class SettingSourcesTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("luna.conf"), text);
  }

  private Map<String, String> environment(String file, String... more) throws IOException {
    Map<String, String> all = new HashMap<>(Map.of("LUNA_BUILDER_CONFIG", file(file).toString()));
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private static List<String> problems(Map<String, String> environment) {
    return switch (SettingsReader.read(environment)) {
      case Checked.Invalid<Settings>(List<Violation> violations) ->
          violations.stream().map(Violation::sentence).toList();
      case Checked.Valid<Settings> valid -> throw new AssertionError("taken: " + environment);
    };
  }

  @Test
  @DisplayName("are read, whatever sections they stand in, and the environment wins over them")
  void environmentWins() throws Exception {
    Settings settings =
        SettingsReader.read(
                environment(
                    """
                    LUNA_BUILDER_HOST = 10.0.0.1
                    [builds]
                    #: how many
                    LUNA_BUILDER_WORKERS = 3 ; as many as there are cores
                    LUNA_BUILDER_PORT=8081
                    """,
                    "LUNA_BUILDER_PORT",
                    "8082"))
            .orThrow();

    assertThat(settings.server())
        .isEqualTo(new Settings.Server("10.0.0.1", 8082, AccessSettings.OPEN, null));
    assertThat(settings.workers()).isEqualTo(3);
  }

  @Test
  @Tag("R2")
  @Tag("R3")
  @DisplayName("of several keys are a section of that name, or JSON in one line")
  void groups() throws Exception {
    Settings settings =
        SettingsReader.read(
                environment(
                    """
                    LUNA_BUILDER_REDIS_DB_ADDRESS = {"HOST": "redis", "PASSWORD": "a=b"}
                    [BUILDER_S3]
                    HOST = http://minio:9000
                    BUCKET = first
                    """,
                    "BUILDER_S3__BUCKET",
                    "second"))
            .orThrow();

    assertThat(settings.s3())
        .isEqualTo(
            S3Settings.of(Map.of("HOST", "http://minio:9000", "BUCKET", "second"), Map.of()));
    assertThat(settings.redis())
        .extracting(redis -> redis.address().credentials())
        .isEqualTo(new RedisAddress.Credentials(null, "a=b"));
  }

  @Test
  @DisplayName("of several keys are replaced whole by a whole of a later place")
  void wholeReplacesKeys() throws Exception {
    Settings settings =
        SettingsReader.read(
                environment(
                    """
                    [BUILDER_S3]
                    HOST = http://minio:9000
                    REGION = here
                    """,
                    "BUILDER_S3",
                    "{\"HOST\": \"http://other:9000\"}"))
            .orThrow();

    assertThat(settings.s3())
        .isEqualTo(S3Settings.of(Map.of("HOST", "http://other:9000"), Map.of()));
  }

  @Test
  @DisplayName("that are wrong are told with file and line, all at once with those of other places")
  void linesOfProblems() throws Exception {
    List<String> problems =
        problems(
            environment(
                """
                # LUNA_BUILDER_PORT = 1
                LUNA_BUILDER_PORT = many
                LUNA_BUILDER_PROT = 1

                [BUILDER_S3]
                HOST = http://minio:9000
                BUKET = x
                """,
                "LUNA_BUILDER_WORKERS",
                "few"));

    Path file = folder.resolve("luna.conf");
    assertThat(problems)
        .anyMatch(
            line -> line.startsWith("LUNA_BUILDER_PORT (" + file + ", line 2) \"many\": must be"))
        .anyMatch(
            line -> line.startsWith("LUNA_BUILDER_PROT (" + file + ", line 3): is not a setting"))
        .anyMatch(line ->
            line.startsWith("BUILDER_S3__BUKET (" + file + ", line 7): is not a setting")
                && line.contains("BUILDER_S3__BUCKET"))
        .anyMatch(line -> line.startsWith("LUNA_BUILDER_WORKERS \"few\": must be"))
        .hasSize(4);
  }

  @Test
  @DisplayName("that have no name, or no value, are told with their lines")
  void noSetting() throws Exception {
    List<String> problems =
        problems(environment("= 7\n[service\nLUNA_BUILDER_PORT\n# nothing\n[builds]\nwords\n"));

    Path file = folder.resolve("luna.conf");
    assertThat(problems)
        .containsExactlyInAnyOrder(
            file + ", line 1: is no setting: NAME = value; write it so, or a # before it",
            file + ", line 2: is no setting: NAME = value; write it so, or a # before it",
            file + ", line 3: is no setting: NAME = value; write it so, or a # before it",
            file + ", line 6: is no setting: NAME = value; write it so, or a # before it");
  }

  @Test
  @DisplayName("may go on in the next line")
  void goesOn() throws Exception {
    Settings settings =
        SettingsReader.read(
                environment(
                    """
                    LUNA_BUILDER_INSECURE_REGISTRIES = a.example.com, \\
                      b.example.com
                    """))
            .orThrow();

    assertThat(settings.images().insecureRegistries()).contains("b.example.com");
  }

  @Test
  @DisplayName("that are unknown are told with the one that is like it, or where it belongs")
  void names() throws Exception {
    List<String> problems =
        problems(
            environment(
                """
                LUNA_BUILDER_PRT = 1
                LUNA_BUILDER_NOTHING_OF_THE_KIND = 1
                [BUILDER_S3]
                HOST = http://minio:9000
                LUNA_BUILDER_WORKERS = 1
                COLOUR = red
                """));

    assertThat(problems)
        .anyMatch(
            line -> line.endsWith("write LUNA_BUILDER_PORT if that is meant, or leave it out"))
        .anyMatch(
            line -> line.endsWith("leave it out; luna-builder settings tells all that there are"))
        .anyMatch(line -> line.endsWith("move it out of the section [BUILDER_S3]"))
        .anyMatch(line -> line.contains("COLOUR") && line.contains("BUILDER_S3__BUCKET"))
        .hasSize(4);
  }

  @Test
  @Tag("R2")
  @Tag("R3")
  @DisplayName("of several keys that are wrong are told key by key, each with its line")
  void keysThatAreWrong() throws Exception {
    List<String> problems =
        problems(
            environment(
                """
                [BUILDER_S3]
                HOST = http://minio:9000
                AWS_SECRET_ACCESS_KEY = hush
                VERIFY_SSL = maybe
                AUTHORIZATION_SIGNATURE = s3v9
                [LUNA_BUILDER_REDIS_DB_ADDRESS]
                HOST = redis
                PORT = many
                NUMBER = x
                """));

    String file = folder.resolve("luna.conf") + ", line ";
    assertThat(problems)
        .anyMatch(line -> line.startsWith("BUILDER_S3 (" + file + "3): needs both AWS_PUBLIC"))
        .anyMatch(line -> line.startsWith("BUILDER_S3 (" + file + "4): VERIFY_SSL must be"))
        .anyMatch(line -> line.startsWith("BUILDER_S3 (" + file + "5): AUTHORIZATION_SIGNATURE"))
        .anyMatch(line -> line.startsWith("LUNA_BUILDER_REDIS_DB_ADDRESS (" + file + "8): PORT"))
        .anyMatch(line -> line.startsWith("LUNA_BUILDER_REDIS_DB_ADDRESS (" + file + "9): NUMBER"))
        .hasSize(5)
        .noneMatch(line -> line.contains("hush"));
  }

  @Test
  @DisplayName("may not be given twice in it")
  void twice() throws Exception {
    assertThat(problems(environment("LUNA_BUILDER_PORT = 1\nLUNA_BUILDER_PORT = 2\n")))
        .singleElement()
        .asString()
        .contains("line 2", "is given twice", "line 1");
  }

  @Test
  @DisplayName("that is not there, or is no text, are said so")
  void noFile() throws Exception {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});

    for (Path file : List.of(folder.resolve("nowhere"), binary, folder)) {
      assertThat(problems(Map.of("LUNA_BUILDER_CONFIG", file.toString())))
          .singleElement()
          .asString()
          .contains("LUNA_BUILDER_CONFIG", file.toString(), "can be read");
    }
  }

  @Test
  @Tag("R2")
  @DisplayName("that are secret may stand in files of their own")
  void secretFiles() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "hush\n");
    Map<String, String> values =
        Map.of(
            "LUNA_BUILDER_REDIS_DB_ADDRESS__HOST",
            "redis",
            "LUNA_BUILDER_REDIS_DB_ADDRESS__PASSWORD_FILE",
            secret.toString());

    Settings settings = SettingsReader.read(values).orThrow();

    assertThat(settings.redis())
        .extracting(redis -> redis.address().credentials())
        .isEqualTo(new RedisAddress.Credentials(null, "hush"));
    assertThat(shown(settings, "LUNA_BUILDER_REDIS_DB_ADDRESS__PASSWORD"))
        .isEqualTo(
            new SettingShown(
                "LUNA_BUILDER_REDIS_DB_ADDRESS__PASSWORD",
                StoreCatalogue.STORE.title(),
                "***",
                "file " + secret + ", named by the environment",
                false));
  }

  @Test
  @DisplayName("that are secret may stand in one place only, and their files must be there")
  void secretFilesThatCannotBeUsed() {
    assertThat(problems(Map.of("BUILDER_S3__AWS_SECRET_ACCESS_KEY_FILE", "/nope")))
        .anyMatch(line -> line.contains("AWS_SECRET_ACCESS_KEY_FILE \"/nope\": is no file"));
    assertThat(
            problems(
                Map.of(
                    "LUNA_BUILDER_REDIS_DB_ADDRESS", "redis://h",
                    "LUNA_BUILDER_REDIS_DB_ADDRESS_FILE", "/nope")))
        .anyMatch(line -> line.contains("stands beside LUNA_BUILDER_REDIS_DB_ADDRESS"));
    assertThat(problems(Map.of("LUNA_BUILDER_PORT_FILE", "/nope")))
        .anyMatch(line -> line.contains("LUNA_BUILDER_PORT_FILE: is not a setting"));
  }

  @Test
  @DisplayName("are shown with where they come from, without secrets and logins")
  void shown() throws Exception {
    Settings settings =
        SettingsReader.read(
                environment(
                    """
                    [BUILDER_S3]
                    HOST = http://minio:9000
                    AWS_PUBLIC_ACCESS_KEY = reader
                    AWS_SECRET_ACCESS_KEY = hush
                    """,
                    "LUNA_BUILDER_REDIS_DB_ADDRESS",
                    "redis://luna:hu@sh@redis:7000"))
            .orThrow();

    Path file = folder.resolve("luna.conf");
    assertThat(shown(settings, "LUNA_BUILDER_PORT"))
        .extracting(SettingShown::value, SettingShown::source)
        .containsExactly("8080", "default");
    assertThat(shown(settings, "LUNA_BUILDER_KEEP_LOGS").value()).isEqualTo("30d");
    assertThat(shown(settings, "BUILDER_S3__HOST"))
        .extracting(SettingShown::value, SettingShown::source)
        .containsExactly("http://minio:9000", file + ", line 2");
    assertThat(shown(settings, "BUILDER_S3__AWS_SECRET_ACCESS_KEY").value()).isEqualTo("***");
    assertThat(shown(settings, "LUNA_BUILDER_REDIS_DB_ADDRESS").value())
        .isEqualTo("redis://***@redis:7000");
    assertThat(settings.shown().toString()).doesNotContain("hush", "hu@sh");
  }

  private static SettingShown shown(Settings settings, String name) {
    return settings.shown().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
