package io.lunabuilder.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lunabuilder.s3.S3Settings.Signature;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The settings of S3")
@Tag("R1")
@Tag("R3")
class S3SettingsTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("need only a host")
  void usual() {
    S3Settings settings = S3Settings.of(Map.of("HOST", "s3.example.com"), Map.of());

    assertThat(settings)
        .isEqualTo(
            new S3Settings(
                URI.create("https://s3.example.com/"),
                "us-east-1",
                null,
                new S3Credentials.Anonymous(),
                Signature.S3V4,
                false,
                true,
                null));
  }

  @Test
  @DisplayName("have the keys of the product's family")
  void all() throws Exception {
    Path authority = Files.writeString(folder.resolve("ca.pem"), "x");
    Map<String, String> keys = new HashMap<>();
    keys.put("HOST", "http://minio:9000");
    keys.put("REGION", "eu-west-1");
    keys.put("BUCKET", "archives");
    keys.put("AWS_PUBLIC_ACCESS_KEY", "me");
    keys.put("AWS_SECRET_ACCESS_KEY", "hush");
    keys.put("AWS_SESSION_TOKEN", "token");
    keys.put("AUTHORIZATION_SIGNATURE", "s3v2");
    keys.put("ADDRESSING", "virtual");
    keys.put("VERIFY_SSL", "0");
    keys.put("CA_FILE", authority.toString());

    S3Settings settings = S3Settings.of(keys, Map.of());

    assertThat(settings)
        .isEqualTo(
            new S3Settings(
                URI.create("http://minio:9000/"),
                "eu-west-1",
                "archives",
                new S3Credentials.Keys("me", "hush", "token"),
                Signature.S3V2,
                true,
                false,
                authority));
    assertThat(settings.toString()).doesNotContain("hush", "token");
  }

  @Test
  @DisplayName("take keys from a file, or from the environment where no keys are told")
  void otherKeys() throws Exception {
    Path file = Files.writeString(folder.resolve("credentials"), "[default]\n");
    Map<String, String> environment =
        Map.of("AWS_ACCESS_KEY_ID", "env", "AWS_SECRET_ACCESS_KEY", "hush");

    assertThat(credentials(Map.of("CREDENTIALS_FILE", file.toString()), environment))
        .isEqualTo(new S3Credentials.File(file, "default"));
    assertThat(credentials(Map.of(), environment))
        .isEqualTo(new S3Credentials.Keys("env", "hush", null));
  }

  private static S3Credentials credentials(
      Map<String, String> more, Map<String, String> environment) {
    Map<String, String> keys = new HashMap<>(more);
    keys.put("HOST", "s3.example.com");
    return S3Settings.of(keys, environment).credentials();
  }

  @ParameterizedTest(name = "{0} are refused: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "REGION=x                                       | needs HOST",
        "HOST=ftp://a                                   | HOST must be",
        "HOST=https://a/path                            | HOST must be",
        "HOST=https://me:hush@a                         | HOST must be",
        "HOST=a b                                       | HOST is no address",
        "HOST=a;BUCKET=UPPER                            | BUCKET must be",
        "HOST=a;BUCKET=a..b                             | BUCKET must be",
        "HOST=a;AWS_PUBLIC_ACCESS_KEY=me                | needs both",
        "HOST=a;AWS_SECRET_ACCESS_KEY=hush              | needs both",
        "HOST=a;AUTHORIZATION_SIGNATURE=v4              | AUTHORIZATION_SIGNATURE must be s3v4 or s3v2",
        "HOST=a;VERIFY_SSL=yes                          | VERIFY_SSL must be 1 or 0",
        "HOST=a;ADDRESSING=dns                          | ADDRESSING must be path or virtual",
        "HOST=a;CA_FILE=/none                           | CA_FILE is no file",
        "HOST=a;SECRET=hush                             | SECRET is no key",
      })
  void wrong(String keys, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S3Settings.of(parsed(keys), Map.of()))
        .withMessageContaining(problem)
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("hush"));
  }

  private static Map<String, String> parsed(String keys) {
    Map<String, String> map = new HashMap<>();
    Arrays.stream(Pattern.compile(";").split(keys))
        .forEach(pair -> {
          int at = pair.indexOf('=');
          map.put(pair.substring(0, at), pair.substring(at + 1));
        });
    return map;
  }
}
