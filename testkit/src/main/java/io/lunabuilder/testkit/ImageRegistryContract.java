package io.lunabuilder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.application.port.ImageRegistry.Answer;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.domain.Tag;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ImageRegistry} promises. A subclass brings a real registry with an image in it.
 */
@DisplayName("An image registry")
public abstract class ImageRegistryContract {
  private static final Digest UNKNOWN = new Digest("sha256:" + "0".repeat(64));

  /**
   * An image that the registry has.
   *
   * @param size bytes of its config and layers
   */
  public record KnownImage(ImageReference reference, Digest digest, long size) {}

  /** The implementation under test. */
  protected abstract ImageRegistry registry();

  /** An image in the registry that {@link #registry()} may ask. */
  protected abstract KnownImage image() throws Exception;

  /** An image of a registry that is not there. */
  protected abstract ImageReference ofAbsentRegistry() throws Exception;

  @Test
  @DisplayName("answers for a manifest that it has, with the bytes of config and layers")
  void findsWhatIsThere() throws Exception {
    KnownImage image = image();

    assertThat(registry().resolve(image.reference(), image.digest()))
        .isEqualTo(new Answer.Found(image.size()));
  }

  @Test
  @DisplayName("goes by the digest, whatever the tag")
  void ignoresTheTag() throws Exception {
    KnownImage image = image();

    assertThat(
            registry().resolve(image.reference().tagged(new Tag("never-pushed")), image.digest()))
        .isEqualTo(new Answer.Found(image.size()));
  }

  @Test
  @DisplayName("says that a manifest is missing")
  void missesAnUnknownDigest() throws Exception {
    assertThat(registry().resolve(image().reference(), UNKNOWN)).isEqualTo(new Answer.Missing());
  }

  @Test
  @DisplayName("says that a manifest is missing from a repository that does not exist")
  void missesAnUnknownRepository() throws Exception {
    KnownImage image = image();
    ImageReference elsewhere =
        new ImageReference(image.reference().registryHost(), "no/such/repository", Tag.LATEST);

    assertThat(registry().resolve(elsewhere, image.digest())).isEqualTo(new Answer.Missing());
  }

  @Test
  @DisplayName("names the registry that cannot be reached")
  void namesAnAbsentRegistry() throws Exception {
    ImageReference absent = ofAbsentRegistry();

    assertThat(registry().resolve(absent, UNKNOWN))
        .isInstanceOfSatisfying(
            Answer.Unreachable.class,
            answer -> assertThat(answer.message()).contains(absent.registryHost()));
  }

  @Test
  @DisplayName("ends when its thread is interrupted")
  void heedsInterruption() throws Exception {
    ImageReference absent = ofAbsentRegistry();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> registry().resolve(absent, UNKNOWN))
        .isInstanceOf(InterruptedException.class);
  }
}
