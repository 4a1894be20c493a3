package io.lunabuilder.domain;

import java.util.Objects;

/**
 * A build that is allowed: every value was checked by the mode's {@link BuildPolicy}.
 *
 * @param archive where the build context comes from
 * @param image the name that the image gets, in the service's registry where there is one
 * @param builder who builds
 * @param placement where
 * @param options how
 */
public record BuildSpec(
    ArchiveLink archive,
    ImageReference image,
    BuilderName builder,
    Placement placement,
    BuildOptions options) {
  public BuildSpec {
    Objects.requireNonNull(archive);
    Objects.requireNonNull(image);
    Objects.requireNonNull(builder);
    Objects.requireNonNull(placement);
    Objects.requireNonNull(options);
  }

  /** The same without what only fetching the archive needs, which can be a secret. */
  BuildSpec forgettingSecrets() {
    return new BuildSpec(archive.forgettingSecrets(), image, builder, placement, options);
  }
}
