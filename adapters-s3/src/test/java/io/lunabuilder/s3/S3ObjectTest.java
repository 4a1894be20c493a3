package io.lunabuilder.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.ArchiveLink;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A link to an object of S3")
@Tag("R3")
class S3ObjectTest {
  private static final S3Settings SETTINGS =
      S3Settings.of(Map.of("HOST", "https://s3.example.com:9000", "BUCKET", "archives"), Map.of());

  @ParameterizedTest(name = "{0} is {1} in {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "s3://bucket/key                                       | key            | bucket",
        "S3://bucket/team/a.tar.gz                             | team/a.tar.gz  | bucket",
        "s3://bucket/a%20b?c#d                                 | a%20b?c#d      | bucket",
        "s3://bucket//x                                        | /x             | bucket",
        "s3://bucket/ümläut/文.zip                              | ümläut/文.zip   | bucket",
        "key.tar.gz                                            | key.tar.gz     | archives",
        "team/a.tar.gz                                         | team/a.tar.gz  | archives",
        "/team/a.tar.gz                                        | team/a.tar.gz  | archives",
        "https://s3.example.com:9000/bucket/team/a.tar.gz      | team/a.tar.gz  | bucket",
        "https://S3.example.COM:9000/bucket/a%20b%2Bc+d        | a b+c+d        | bucket",
        "https://bucket.s3.example.com:9000/team/a.tar.gz      | team/a.tar.gz  | bucket",
        "https://s3.example.com:9000/bucket/a?versionId=1      | a              | bucket",
      })
  void objects(String link, String key, String bucket) {
    assertThat(S3Object.of(new ArchiveLink(link), SETTINGS)).contains(new S3Object(bucket, key));
  }

  @ParameterizedTest(name = "is not {0}")
  @ValueSource(
      strings = {
        "s3://bucket",
        "s3://bucket/",
        "s3:///key",
        "s3://bucket/../x",
        "s3://bucket/a/./b",
        "s3://bucket/a/..",
        "https://s3.example.com:9000/bucket/%2E%2E/x",
        "s3://UPPER/key",
        "s3://a/key",
        "https://s3.example.com/bucket/key",
        "http://s3.example.com:9001/bucket/key",
        "https://other.example.com:9000/bucket/key",
        "https://s3.example.com:9000/bucket",
        "https://s3.example.com:9000/bucket/key?X-Amz-Algorithm=a&X-Amz-Signature=b",
        "https://s3.example.com:9000/bucket/key?AWSAccessKeyId=a&Signature=b&Expires=1",
        "https://me:secret@s3.example.com:9000/bucket/key",
        "https://evils3.example.com:9000/bucket/key",
        "https://s3.example.com:9000/bucket/%zz",
        "upload://key",
        "memory:key"
      })
  void others(String link) {
    assertThat(S3Object.of(new ArchiveLink(link), SETTINGS)).isEmpty();
  }

  @Test
  @DisplayName("has a key of at most 1,024 bytes, which are not characters")
  void longKeys() {
    assertThat(S3Object.of(new ArchiveLink("s3://bucket/" + "ü".repeat(512)), SETTINGS))
        .isPresent();
    assertThat(S3Object.of(new ArchiveLink("s3://bucket/" + "ü".repeat(512) + "x"), SETTINGS))
        .isEmpty();
  }

  @Test
  @DisplayName("is no bare key where no bucket is configured")
  void noBucket() {
    S3Settings settings = S3Settings.of(Map.of("HOST", "s3.example.com"), Map.of());

    assertThat(S3Object.of(new ArchiveLink("key.tar.gz"), settings)).isEmpty();
  }
}
