package io.lunabuilder.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.Origin;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.redis.RedisServer;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R2: the build store in Redis")
@Tag("R2")
class RedisBuildStoreTest extends RedisStoreRules {
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final Keyspace keys = new Keyspace("test-" + UUID.randomUUID());

  @Override
  RedisStore fresh() {
    return FreshStore.at(RedisAddress.parse(RedisServer.shared().url()), keys);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("keeps no secret of an archive's link when the build is over")
  void forgetsSecrets(boolean begun) {
    ArchiveLink link = new ArchiveLink("https://me:hush@files.example.com/a.tar?signature=hush");
    BuildJob.Pending build = Builds.pending("hello:1", link);
    store().submit(build, null);
    assertThat(store().find(build.id())).contains(build);
    assertThat(stored(build)).contains("hush");

    if (begun) {
      Claim claim = store().claim(new RunnerName("runner"), LEASE, Builds.NOON).orElseThrow();
      store().record(claim.job().finish(Builds.failed(), Builds.NOON), claim.token());
    } else {
      store().requestCancel(build.id(), Builds.NOON);
    }

    assertThat(stored(build)).contains("https://files.example.com/a.tar").doesNotContain("hush");
  }

  @Test
  @DisplayName("reads builds of the first version, which kept no origin")
  void readsTheFirstVersion() {
    BuildId id = Builds.id();
    String text =
        """
        ["PENDING",1,"",1767323045000,0,"QUEUED","","","",0,"","",""]
        {"created":"2026-01-02T03:04:05Z","spec":{"archive":"https://files.example.com/a.tar",\
        "image":{"repository":"hello","tag":"1"},"builder":"local_kaniko"}}
        """;
    RedisServer.shared().run("SET", keys.build(id), text);

    BuildJob job = store().find(id).orElseThrow();

    assertThat(job.spec().image()).isEqualTo(Builds.reference("hello:1"));
    assertThat(job.order().origin()).isEqualTo(Origin.UNKNOWN);
  }

  private String stored(BuildJob build) {
    return RedisServer.shared().run("--raw", "GET", keys.build(build.id()));
  }
}
