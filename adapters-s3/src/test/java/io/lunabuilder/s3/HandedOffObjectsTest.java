package io.lunabuilder.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.HandOff;
import io.lunabuilder.application.port.ServerTrust;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.testkit.MinioServer;
import io.lunabuilder.testkit.TestAuthority;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An object of S3 that is handed off")
@Tag("R3")
class HandedOffObjectsTest {
  private static final byte[] BYTES = {1, 2, 3};
  private static final String KEY = "signed-dir/ü+.tar";

  @TempDir private static Path folder;
  private static MinioServer server;
  private static Buckets buckets;

  @BeforeAll
  static void start() throws Exception {
    server = MinioServer.startOrSkip(folder);
    buckets = Buckets.on(server);
    buckets.put(KEY, BYTES);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static HandOff handOff(Map<String, String> settings) {
    return S3Archives.in(S3Settings.of(settings, Map.of()), S3ArchivesTest.LIMITS)
        .handOff(
            Archive.at(new ArchiveLink("s3://" + Buckets.BUCKET + "/" + KEY)),
            Duration.ofMinutes(5));
  }

  private static HandOff.Link link(Map<String, String> settings) {
    HandOff given = handOff(settings);
    assertThat(given).isInstanceOf(HandOff.Link.class);
    return (HandOff.Link) given;
  }

  private static HttpResponse<byte[]> get(String link) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofByteArray());
    }
  }

  @ParameterizedTest(name = "can be fetched by its link alone, signature {0}, and nothing else can")
  @ValueSource(strings = {"s3v2", "s3v4"})
  void signed(String signature) throws Exception {
    String link =
        link(buckets.settings(Map.of("AUTHORIZATION_SIGNATURE", signature)))
            .archive()
            .link()
            .value();

    assertThat(get(link).body()).isEqualTo(BYTES);
    assertThat(get(link.replace("signed-dir", "other")).statusCode()).isEqualTo(403);
    assertThat(link).doesNotContain(MinioServer.SECRET);
    assertThat(link.contains("AWSAccessKeyId")).isEqualTo(signature.equals("s3v2"));
  }

  @Test
  @DisplayName("tells whom to trust at its server: the certificates of the file alone")
  void authorities() throws Exception {
    TestAuthority authority = TestAuthority.make();
    Path file =
        Files.writeString(
            folder.resolve("ca.pem"), "password: of-nobody\n" + authority.certificate());

    assertThat(link(buckets.settings(Map.of("CA_FILE", file.toString()))).tls())
        .isEqualTo(new ServerTrust.Authorities(authority.certificate()));
    assertThat(link(buckets.settings(Map.of("VERIFY_SSL", "0"))).tls())
        .isEqualTo(new ServerTrust.Anybody());
    assertThat(link(buckets.settings(Map.of())).tls()).isEqualTo(ServerTrust.USUAL);
  }

  @Test
  @DisplayName("is not handed off when its authorities are too many, and the setting is named")
  void tooManyAuthorities() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("all.pem"), TestAuthority.make().certificate().repeat(300));

    assertThat(handOff(buckets.settings(Map.of("CA_FILE", file.toString()))))
        .isInstanceOfSatisfying(
            HandOff.Impossible.class,
            impossible -> assertThat(impossible.problem().message()).contains("CA_FILE"));
  }
}
