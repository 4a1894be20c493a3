package io.lunabuilder.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.testkit.Heard;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests whose builds run in pods of a real cluster: what they share, and how a build fails. */
@Tag("R4")
@Timeout(180)
abstract class RealPodTest {
  @TempDir static Path folder;
  static ClusterRig rig;

  final Heard heard = new Heard();

  @BeforeAll
  static void startRig() throws Exception {
    rig = ClusterRig.startOrSkip(folder);
  }

  @AfterAll
  @SuppressWarnings("NullAway")
  static void stopRig() throws Exception {
    if (rig != null) {
      rig.stop();
      rig = null; // The next class may not get one.
    }
  }

  Failure failureOf(BuildJob.InProgress job) throws Exception {
    return failureOf(job, _ -> {});
  }

  Failure failureOf(BuildJob.InProgress job, Consumer<SettingsDraft> change) throws Exception {
    try (RunningBuild build = rig.builder(change).start(job, heard)) {
      return failure(build.await());
    }
  }

  Failure failure(BuilderResult result) {
    assertThat(result).as(heard.text()).isInstanceOf(BuilderResult.Failed.class);
    return ((BuilderResult.Failed) result).failure();
  }
}
