package io.lunabuilder.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.ArchiveVersion;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildOrder;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.ContextPath;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.domain.Lease;
import io.lunabuilder.domain.Namespace;
import io.lunabuilder.domain.NodeSelector;
import io.lunabuilder.domain.Origin;
import io.lunabuilder.domain.Placement;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.domain.Tag;
import io.lunabuilder.storekit.NewerSchemaException;
import io.lunabuilder.testkit.Builds;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The JSON form of a build")
class BuildRecordCodecTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.006007008Z");
  private static final Lease LEASE = new Lease(new RunnerName("runner-1"), 7);

  private final BuildRecordCodec codec = new BuildRecordCodec();

  @ParameterizedTest
  @MethodSource("builds")
  @DisplayName("keeps every part of every state")
  void keepsEverything(BuildJob job) {
    StoredBuild build = new StoredBuild(42, new IdempotencyKey("order-66"), job);

    assertThat(codec.decode(codec.encode(build))).isEqualTo(build);
  }

  static Stream<BuildJob> builds() {
    BuildJob.Pending plain = Builds.pending("hello:1", NOW);
    BuildJob.Pending rich =
        new BuildJob.Pending(new BuildOrder(Builds.id(), richSpec(), NOW, Builds.origin()));
    BuildJob.InProgress running = plain.claimedBy(LEASE, NOW);
    Stream<BuildJob> failures =
        Arrays.stream(FailureCode.values())
            .map(code -> new BuildOutcome.Failed(Builds.failure(code)))
            .map(outcome -> running.finish(outcome, NOW));
    return Stream.concat(
        failures,
        Stream.of(
            plain,
            rich,
            running,
            rich.claimedBy(LEASE, NOW).at(BuildStage.PUSHING, NOW.plusSeconds(3)).askedToStop(),
            running.handBack(NOW.plusSeconds(5)),
            plain.finish(new BuildOutcome.Cancelled(), NOW),
            running.finish(Builds.completed("registry.local:5000/hello:1"), NOW)));
  }

  private static BuildSpec richSpec() {
    return new BuildSpec(
        new Archive(
            new ArchiveLink("https://user:secret@files.example.com/c.zip?signature=1"),
            Digest.ofSha256("ab".repeat(32)),
            new ArchiveVersion("\"1\"")),
        Builds.reference("registry.local:5000/team/hello:1"),
        BuilderName.KANIKO,
        new Placement.Cluster(new Namespace("team-a"), new NodeSelector(Map.of("disk", "ssd"))),
        new BuildOptions(
            new ContextPath("docker/Dockerfile"),
            new ContextPath("app"),
            "release",
            Map.of("VERSION", "1 \"quoted\"\n"),
            Map.of("maintainer", "zoë"),
            List.of(new Tag("1.0"), new Tag("stable")),
            true,
            Duration.ofMinutes(90)));
  }

  @Test
  @DisplayName("is compact: a plain build is under a kilobyte")
  void isCompact() {
    byte[] json = codec.encode(new StoredBuild(1, null, Builds.pending("hello:1")));

    assertThat(json).hasSizeLessThan(1024);
  }

  @Test
  @DisplayName("of a newer version is refused")
  void refusesANewerSchema() {
    String json =
        new String(codec.encode(new StoredBuild(1, null, Builds.pending("hello:1"))), UTF_8);
    byte[] newer = json.replace("\"schema\":1,", "\"schema\":2,").getBytes(UTF_8);

    assertThatThrownBy(() -> codec.decode(newer))
        .isInstanceOf(NewerSchemaException.class)
        .hasMessageContaining("schema 2");
  }

  @Test
  @DisplayName("of the first version, which kept no origin, can be read")
  void readsTheFirstVersion() {
    String first =
        """
        {"schema":1,"sequence":1,"id":"0199c9a4-93f5-7c1e-b0aa-2f6a4c1d9e77",\
        "created":"2026-01-02T03:04:05Z","spec":{"archive":"https://files.example.com/a.tar",\
        "image":{"repository":"hello","tag":"1"},"builder":"local_kaniko"},"state":"pending",\
        "attempt":0,"token":0,"cancelRequested":false}\
        """;

    BuildJob job = codec.decode(first.getBytes(UTF_8)).job();

    assertThat(job.spec().image()).isEqualTo(Builds.reference("hello:1"));
    assertThat(job.order().origin()).isEqualTo(Origin.UNKNOWN);
  }

  @Test
  @DisplayName("may have parts that this version does not know")
  void ignoresUnknownParts() {
    StoredBuild build = new StoredBuild(1, null, Builds.pending("hello:1"));
    String json = new String(codec.encode(build), UTF_8);
    byte[] extended = json.replace("\"schema\":1,", "\"schema\":1,\"later\":true,").getBytes(UTF_8);

    assertThat(codec.decode(extended)).isEqualTo(build);
  }
}
