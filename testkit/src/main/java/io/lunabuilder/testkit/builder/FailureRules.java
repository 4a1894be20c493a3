package io.lunabuilder.testkit.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.ContextPath;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The part of {@link ImageBuilderContract} about builds that come to nothing. */
abstract class FailureRules extends BuilderRules {

  private Failure failureOf(BuildJob.InProgress job) throws Exception {
    return bench().begin(job).failure();
  }

  private Failure failureOf(Archive archive) throws Exception {
    return failureOf(bench().job(archive, BuildOptions.DEFAULT));
  }

  @Test
  @DisplayName("a step failed, which is named, with its exit code")
  void step() throws Exception {
    Attempt attempt = bench().begin(bench().job("RUN echo so far; exit 7\nRUN echo beyond\n"));

    Failure failure = attempt.failure();

    assertThat(failure.code()).isEqualTo(FailureCode.BUILD_STEP_FAILED);
    assertThat(failure.stage()).isEqualTo(BuildStage.BUILDING);
    assertThat(failure.exitCode()).isEqualTo(7);
    assertThat(failure.message()).contains("echo so far; exit 7");
    assertThat(attempt.heard().lines()).contains("so far").doesNotContain("beyond");
  }

  @Test
  @DisplayName("no Dockerfile is where the request says")
  void noDockerfile() throws Exception {
    Failure failure = failureOf(bench().archive(Map.of("docs/Dockerfile.txt", "FROM scratch\n")));

    assertThat(failure.code()).isEqualTo(FailureCode.DOCKERFILE_MISSING);
    assertThat(failure.stage()).isEqualTo(BuildStage.STAGING);
    assertThat(failure.message()).contains("Dockerfile");
  }

  @Test
  @DisplayName("the Dockerfile has an instruction that nobody knows, which is named")
  void unknownInstruction() throws Exception {
    Failure failure = failureOf(bench().job("RAN echo hello\n"));

    assertThat(failure.code()).isEqualTo(FailureCode.DOCKERFILE_INVALID);
    assertThat(failure.message()).contains("RAN");
  }

  @Test
  @DisplayName("the Dockerfile has no stage of the name that is asked for, which is told")
  void unknownTarget() throws Exception {
    BuildOptions options =
        new BuildOptions(
            ContextPath.DOCKERFILE,
            ContextPath.ROOT,
            "no-such-stage",
            Map.of(),
            Map.of(),
            List.of(),
            false,
            null);
    Archive archive = bench().archive(Map.of("Dockerfile", "FROM " + bench().base() + "\n"));

    Failure failure = failureOf(bench().job(archive, options));

    assertThat(failure.code()).isEqualTo(FailureCode.DOCKERFILE_INVALID);
    assertThat(failure.message()).contains("no-such-stage");
  }

  @Test
  @DisplayName("the base image is not there, which is named")
  void noBaseImage() throws Exception {
    String dockerfile = "FROM " + bench().missingBase() + "\nRUN true\n";

    Failure failure = failureOf(bench().archive(Map.of("Dockerfile", dockerfile)));

    assertThat(failure.code()).isEqualTo(FailureCode.BASE_IMAGE_UNAVAILABLE);
    assertThat(failure.message()).contains("no-such-base");
  }

  @Test
  @DisplayName("the archive is not there any more")
  void archiveIsGone() throws Exception {
    ArchiveLink there = bench().keep(new byte[] {1});
    ArchiveLink gone = new ArchiveLink(there.value().replace("?", ".gone?"));

    Failure failure = failureOf(Archive.at(gone));

    assertThat(failure.code()).isEqualTo(FailureCode.ARCHIVE_NOT_FOUND);
    assertThat(failure.stage()).isEqualTo(BuildStage.STAGING);
  }

  @Test
  @DisplayName("the archive is none")
  void archiveIsCorrupt() throws Exception {
    byte[] bytes = "<html>no archive at all</html>".getBytes(StandardCharsets.UTF_8);

    Failure failure = failureOf(Archive.at(bench().keep(bytes)));

    assertThat(failure.code()).isEqualTo(FailureCode.ARCHIVE_CORRUPT);
    assertThat(failure.stage()).isEqualTo(BuildStage.STAGING);
  }

  @Test
  @DisplayName("the archive is another one than the digest of the request says")
  void archiveIsAnother() throws Exception {
    Archive archive = bench().archive(Map.of("Dockerfile", "FROM " + bench().base() + "\n"));
    Digest wanted = Digest.ofSha256("5".repeat(64));

    Failure failure = failureOf(new Archive(archive.link(), wanted, null));

    assertThat(failure.code()).isEqualTo(FailureCode.ARCHIVE_CHANGED);
  }

  @Test
  @DisplayName("the registry does not answer, which is another attempt's chance")
  void noRegistry() throws Exception {
    BuildJob.InProgress job = bench().job("RUN true\n");

    Failure failure = bench().begin(bench().pushingTo(bench().absentHost()), job).failure();

    assertThat(failure.code()).isEqualTo(FailureCode.REGISTRY_UNREACHABLE);
    assertThat(failure.message()).contains(bench().absentHost());
  }

  @Test
  @DisplayName("the registry denies the push")
  void registryDenies() throws Exception {
    BuildJob.InProgress job = bench().job("RUN true\n");

    Failure failure = bench().begin(bench().pushingTo(bench().lockedHost()), job).failure();

    assertThat(failure.code()).isEqualTo(FailureCode.REGISTRY_DENIED);
  }
}
