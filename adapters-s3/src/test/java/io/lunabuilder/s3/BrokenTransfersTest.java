package io.lunabuilder.s3;

import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.StageContext;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.archive.ArchiveAdapters;
import io.lunabuilder.archive.UnpackLimits;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.ContextPath;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.testkit.MinioServer;
import io.lunabuilder.testkit.ToxiproxyServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An archive from S3, over a network that")
@Tag("R3")
@Timeout(120)
class BrokenTransfersTest {
  private static final S3Limits LIMITS =
      new S3Limits(10 << 20, Duration.ofSeconds(5), Duration.ofMillis(500));
  private static final byte[] NOISE = new byte[3 << 20];
  private static final ArchiveLink LINK = new ArchiveLink("s3://archives/a.tar");

  @TempDir private static Path servers;
  private static MinioServer server;
  private static ToxiproxyServer toxiproxy;
  private static Buckets buckets;
  private static Proxy proxy;
  private static byte[] archive = {};

  @TempDir private Path around;

  @BeforeAll
  static void start() throws Exception {
    new Random(7).nextBytes(NOISE);
    server = MinioServer.startOrSkip(servers);
    toxiproxy = ToxiproxyServer.startOrSkip(servers);
    buckets = Buckets.on(server);
    archive = tar();
    buckets.put("a.tar", archive);
    proxy =
        new ToxiproxyClient("127.0.0.1", toxiproxy.port())
            .createProxy("s3", "127.0.0.1:" + ToxiproxyServer.freePort(), server.address());
  }

  @AfterAll
  static void stop() {
    if (toxiproxy != null) {
      toxiproxy.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void heal() throws IOException {
    for (var toxic : proxy.toxics().getAll()) {
      toxic.remove();
    }
  }

  private static byte[] tar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      add(tar, "Dockerfile", "FROM scratch".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      add(tar, "noise", NOISE);
    }
    return bytes.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private Optional<ArchiveProblem> staged(Archive wanted) throws Exception {
    return staged(wanted, proxy.getListen());
  }

  private Optional<ArchiveProblem> staged(Archive wanted, String address) throws Exception {
    S3Settings settings =
        S3Settings.of(buckets.settings(Map.of("HOST", "http://" + address)), Map.of());
    ArchiveSources sources = new ArchiveSources(List.of(S3Archives.in(settings, LIMITS)));
    return new StageContext(sources, ArchiveAdapters.unpacker(UnpackLimits.DEFAULT, around))
        .stage(
            wanted,
            Files.createDirectory(around.resolve("context")),
            ContextPath.ROOT,
            ContextPath.DOCKERFILE);
  }

  @Test
  @DisplayName("cuts each connection after a megabyte, comes whole, each byte once")
  void cut() throws Exception {
    proxy.toxics().limitData("cut", ToxicDirection.DOWNSTREAM, 1 << 20);

    assertThat(staged(Archive.at(LINK))).isEmpty();
    assertThat(around.resolve("context/noise")).hasBinaryContent(NOISE);
  }

  @Test
  @DisplayName("is slow, comes whole")
  void slow() throws Exception {
    proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 100).setJitter(50);
    proxy.toxics().slicer("sliced", ToxicDirection.DOWNSTREAM, 10_000, 100);

    assertThat(staged(Archive.at(LINK))).isEmpty();
    assertThat(around.resolve("context/noise")).hasBinaryContent(NOISE);
  }

  @Test
  @DisplayName("is silent, cannot be had; and comes whole once that is over")
  void stalls() throws Exception {
    proxy.toxics().bandwidth("silent", ToxicDirection.DOWNSTREAM, 0);
    Thread recovery = Thread.ofVirtual().start(() -> healAfter(Duration.ofSeconds(2)));

    assertThat(staged(Archive.at(LINK)).map(ArchiveProblem::code))
        .contains(FailureCode.ARCHIVE_UNREACHABLE);
    recovery.join();
    Files.delete(around.resolve("context"));
    assertThat(staged(Archive.at(LINK))).isEmpty();
  }

  private void healAfter(Duration time) {
    try {
      Thread.sleep(time);
      heal();
    } catch (InterruptedException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("brings other bytes than the caller meant, is refused")
  void otherBytes() throws Exception {
    Archive pinned = new Archive(LINK, Digest.ofSha256("0".repeat(64)), null);

    assertThat(staged(pinned).map(ArchiveProblem::code)).contains(FailureCode.ARCHIVE_CHANGED);
  }

  @Test
  @DisplayName("turns a bit over, is refused: by the digest that the caller told")
  void corruptedBesideADigest() throws Exception {
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(archive);
    Archive pinned = new Archive(LINK, Digest.ofSha256(HexFormat.of().formatHex(sha256)), null);
    try (FlippingRelay relay = FlippingRelay.before(server.port(), 1 << 20)) {
      assertThat(staged(pinned, relay.address()).map(ArchiveProblem::code))
          .contains(FailureCode.ARCHIVE_CHANGED);
    }
  }

  @Test
  @DisplayName("turns a bit over, is refused: by the checksum of the compressed archive")
  void corruptedInsideGzip() throws Exception {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(archive);
    }
    buckets.put("a.tar.gz", compressed.toByteArray());
    Archive packed = Archive.at(new ArchiveLink("s3://archives/a.tar.gz"));
    try (FlippingRelay relay = FlippingRelay.before(server.port(), 1 << 20)) {
      assertThat(staged(packed, relay.address()).map(ArchiveProblem::code))
          .contains(FailureCode.ARCHIVE_CORRUPT);
    }
  }
}
