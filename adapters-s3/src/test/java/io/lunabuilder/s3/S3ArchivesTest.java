package io.lunabuilder.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.ArchiveSource.Opening;
import io.lunabuilder.application.port.ArchiveSource.Probe;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.testkit.MinioServer;
import io.lunabuilder.testkit.PinningSourceContract;
import io.minio.credentials.Credentials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Archives in S3")
@Tag("R3")
@Timeout(120)
class S3ArchivesTest extends PinningSourceContract {
  static final S3Limits LIMITS =
      new S3Limits(400_000, Duration.ofSeconds(5), Duration.ofSeconds(10));
  private static final byte[] BYTES = "an archive".getBytes(StandardCharsets.UTF_8);

  @TempDir private static Path folder;
  private static MinioServer server;
  private static Buckets buckets;

  @BeforeAll
  static void start() throws Exception {
    server = MinioServer.startOrSkip(folder);
    buckets = Buckets.on(server);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static S3Archives archives(Map<String, String> more) {
    return S3Archives.in(S3Settings.of(buckets.settings(more), Map.of()), LIMITS);
  }

  @Override
  protected ArchiveSource source() {
    return archives(Map.of("BUCKET", ""));
  }

  @Override
  protected ArchiveLink put(byte[] archive) throws Exception {
    buckets.put("contract.tar", archive);
    return new ArchiveLink("s3://archives/contract.tar");
  }

  @Override
  protected ArchiveLink absent() {
    return new ArchiveLink("s3://archives/absent.tar");
  }

  @ParameterizedTest(name = "are read under odd keys: {0}")
  @ValueSource(
      strings = {"a b?c#d&e=f%20", "ümläut/文.zip", "a//b", "+plus+", "a:b@c", "(x)[y]{z}~'\"*"})
  void oddKeys(String key) throws Exception {
    buckets.put(key, BYTES);

    Opening opening = source().open(Archive.at(link(key)));

    assertThat(bytes(opening)).isEqualTo(BYTES);
  }

  /** A link has no spaces; where the key has one, its URL is the link. */
  private static ArchiveLink link(String key) {
    return new ArchiveLink(
        key.contains(" ")
            ? server.endpoint()
                + "archives/"
                + java.net.URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20")
            : "s3://archives/" + key);
  }

  @ParameterizedTest(name = "are read with signature {0}, the bucket in the {1}")
  @CsvSource({"s3v2, path", "s3v4, path", "s3v2, virtual", "s3v4, virtual"})
  void signatures(String signature, String addressing) throws Exception {
    buckets.put("signed dir/ü+.tar", BYTES);
    S3Archives signed =
        archives(
            Map.of(
                "HOST", "http://s3.test:" + server.port(),
                "AUTHORIZATION_SIGNATURE", signature,
                "ADDRESSING", addressing));
    ArchiveLink link =
        new ArchiveLink("http://archives.s3.test:" + server.port() + "/signed%20dir/%C3%BC%2B.tar");

    assertThat(bytes(signed.open(Archive.at(link)))).isEqualTo(BYTES);
  }

  @ParameterizedTest(name = "are denied to wrong keys, signature {0}")
  @ValueSource(strings = {"s3v2", "s3v4"})
  void wrongKeys(String signature) throws Exception {
    buckets.put("mine.tar", BYTES);
    S3Archives stranger =
        archives(
            Map.of("AUTHORIZATION_SIGNATURE", signature, "AWS_SECRET_ACCESS_KEY", "guess-guess"));

    ArchiveProblem problem = wrong(stranger.probe(link("mine.tar")));

    assertThat(problem.code()).isEqualTo(FailureCode.ARCHIVE_DENIED);
    assertThat(problem.message()).contains("keys").doesNotContain("guess-guess");
  }

  @Test
  @DisplayName("are read by who may read objects and nothing else, and no others")
  void readOnly() throws Exception {
    buckets.put("mine.tar", BYTES);
    S3Archives reader = S3Archives.in(S3Settings.of(buckets.readerSettings(), Map.of()), LIMITS);

    assertThat(reader.probe(link("mine.tar"))).isInstanceOf(Probe.Fine.class);
    assertThat(bytes(reader.open(Archive.at(link("mine.tar"))))).isEqualTo(BYTES);
    assertThat(wrong(reader.probe(absent())).code()).isEqualTo(FailureCode.ARCHIVE_NOT_FOUND);
    ArchiveProblem foreign = wrong(reader.probe(new ArchiveLink("s3://elsewhere/a.tar")));
    assertThat(foreign.code()).isEqualTo(FailureCode.ARCHIVE_DENIED);
    assertThat(foreign.message()).contains("may not be read, or is not there");
  }

  @Test
  @DisplayName("are read with the keys that a file has now")
  void keysInAFile() throws Exception {
    buckets.put("mine.tar", BYTES);
    Path file = Files.writeString(folder.resolve("credentials"), keys("old", "old", ""));
    S3Archives archives =
        archives(
            Map.of(
                "CREDENTIALS_FILE",
                file.toString(),
                "AWS_PUBLIC_ACCESS_KEY",
                "",
                "AWS_SECRET_ACCESS_KEY",
                ""));
    assertThat(wrong(archives.probe(link("mine.tar"))).code())
        .isEqualTo(FailureCode.ARCHIVE_DENIED);

    Credentials reader = buckets.reader();
    Files.writeString(file, keys(reader.accessKey(), reader.secretKey(), reader.sessionToken()));

    assertThat(archives.probe(link("mine.tar"))).isInstanceOf(Probe.Fine.class);
  }

  private static String keys(String access, String secret, String token) {
    return "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
            .formatted(access, secret)
        + (token.isEmpty() ? "" : "aws_session_token = " + token + "\n");
  }

  @Test
  @DisplayName("are refused at once when they are empty, too large or in no bucket")
  void toldAtOnce() throws Exception {
    buckets.put("empty.tar", new byte[0]);
    buckets.put("large.tar", new byte[400_001]);

    assertThat(wrong(source().probe(link("empty.tar"))).message()).contains("is empty");
    assertThat(wrong(source().probe(link("large.tar"))).code())
        .isEqualTo(FailureCode.ARCHIVE_TOO_LARGE);
    assertThat(wrong(source().probe(new ArchiveLink("s3://nowhere/a.tar"))).message())
        .contains("no bucket");
    assertThat(wrong(source().probe(new ArchiveLink("s3://archives"))).message())
        .contains("names no object");
  }

  @Test
  @DisplayName("are told as changed, or gone, when they are not what they were at the request")
  void changedMeanwhile() throws Exception {
    buckets.put("moving.tar", BYTES);
    var fine = (Probe.Fine) source().probe(link("moving.tar"));
    Archive pinned = new Archive(link("moving.tar"), null, fine.version());

    buckets.put("moving.tar", new byte[] {1});
    assertThat(refusal(source().open(pinned)).code()).isEqualTo(FailureCode.ARCHIVE_CHANGED);
    buckets.remove("moving.tar");
    assertThat(refusal(source().open(pinned)).code()).isEqualTo(FailureCode.ARCHIVE_NOT_FOUND);
  }

  @Test
  @DisplayName("are unreachable where nobody listens")
  void nobodyThere() {
    S3Archives nowhere = archives(Map.of("HOST", "http://127.0.0.1:1"));

    ArchiveProblem problem = wrong(nowhere.probe(absent()));

    assertThat(problem.code()).isEqualTo(FailureCode.ARCHIVE_UNREACHABLE);
    assertThat(problem.message()).contains("cannot be connected to");
  }

  private static ArchiveProblem wrong(Probe probe) {
    assertThat(probe).isInstanceOf(Probe.Wrong.class);
    return ((Probe.Wrong) probe).problem();
  }

  private static ArchiveProblem refusal(Opening opening) {
    assertThat(opening).isInstanceOf(Opening.Refused.class);
    return ((Opening.Refused) opening).problem();
  }

  private static byte[] bytes(Opening opening) throws Exception {
    assertThat(opening).isInstanceOf(Opening.Opened.class);
    try (ArchiveContent content = ((Opening.Opened) opening).content()) {
      return content.stream().readAllBytes();
    }
  }

  @Test
  @DisplayName("are known to be readable, or why not, before one is named")
  void problem() throws Exception {
    Credentials reader = buckets.reader();
    Map<String, String> readOnly =
        Map.of(
            "AWS_PUBLIC_ACCESS_KEY", reader.accessKey(),
            "AWS_SECRET_ACCESS_KEY", reader.secretKey(),
            "AWS_SESSION_TOKEN", String.valueOf(reader.sessionToken()));

    assertThat(archives(Map.of()).problem()).isEmpty();
    assertThat(archives(readOnly).problem()).as("may not list the bucket").isEmpty();
    assertThat(archives(Map.of("BUCKET", "")).problem()).as("nothing to ask for").isEmpty();
    assertThat(archives(Map.of("BUCKET", "none")).problem().orElseThrow()).contains("no bucket");
    assertThat(archives(Map.of("AWS_SECRET_ACCESS_KEY", "wrong")).problem().orElseThrow())
        .contains("does not accept the service's keys");
    assertThat(archives(Map.of("HOST", "http://127.0.0.1:1")).problem().orElseThrow())
        .contains("cannot be connected to");
  }
}
