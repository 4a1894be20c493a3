package io.lunabuilder.testkit.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.testkit.Background;
import io.lunabuilder.testkit.Heard;
import java.util.Optional;

/**
 * An attempt that a test began.
 *
 * @param registry the host that it would be pushed to
 * @param heard what it tells
 */
record Attempt(BuildJob.InProgress job, String registry, Heard heard, RunningBuild build) {

  /**
   * Waits for its end. Whatever the build was, all was told by then, one thing after the other, and
   * no secret was.
   */
  BuilderResult await() throws InterruptedException {
    BuilderResult result = build.await();
    heard.end();
    assertThat(heard.text()).doesNotContain(secret());
    assertThat(result.toString()).doesNotContain(secret());
    assertThat(heard.lines()).noneMatch(line -> line.contains("\n") || line.contains("\r"));
    return result;
  }

  /** What only who fetches the archive needs. */
  private String secret() {
    ArchiveLink link = job.spec().archive().link();
    return link.value().substring(link.redacted().length() + 1);
  }

  /** Waits for its end, which must be an image that the registry has. */
  BuilderResult.Pushed pushed() throws Exception {
    BuilderResult result = await();
    assertThat(result).as(heard.text()).isInstanceOf(BuilderResult.Pushed.class);
    BuilderResult.Pushed image = (BuilderResult.Pushed) result;
    assertThat(Manifests.digest(image.reference())).contains(image.digest());
    return image;
  }

  /** Waits for its end, which must be a failure, without an image in the registry. */
  Failure failure() throws Exception {
    BuilderResult result = await();
    assertThat(result).as(heard.text()).isInstanceOf(BuilderResult.Failed.class);
    assertThat(image()).isEmpty();
    return ((BuilderResult.Failed) result).failure();
  }

  /** What the registry has under its name. */
  Optional<Digest> image() throws Exception {
    ImageReference name = job.spec().image();
    return Manifests.digest(
        new ImageReference(registry, BuilderBench.PREFIX + "/" + name.repository(), name.tag()));
  }

  void cancel() {
    build.cancel();
  }

  /** Fails when it takes two minutes, so that a builder at fault cannot hold the tests up. */
  void close() throws Exception {
    try (Background<Boolean> closing = Background.run(this::isClosed)) {
      closing.result();
    }
  }

  private boolean isClosed() {
    build.close();
    return true;
  }

  /** Fails when something was told that should not have been then. */
  void checkManners() {
    assertThat(heard.offences()).as("what was told at a wrong time").isEmpty();
  }
}
