package io.lunabuilder.domain;

import java.util.Objects;

/**
 * A build that is allowed: every value was checked by the mode's {@link BuildPolicy}.
 *
 * @param archive what the build context comes from
 * @param image the name that the image gets, in the service's registry where there is one
 * @param builder who builds
 * @param placement where
 * @param options how
 */
public record BuildSpec(
    Archive archive,
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

  /** The same of another archive. */
  public BuildSpec withArchive(Archive other) {
    return new BuildSpec(other, image, builder, placement, options);
  }

  /** The same without what only fetching the archive needs, which can be a secret. */
  BuildSpec forgettingSecrets() {
    return withArchive(archive.forgettingSecrets());
  }
}
