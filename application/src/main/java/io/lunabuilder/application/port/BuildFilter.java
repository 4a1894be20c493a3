package io.lunabuilder.application.port;

import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which builds to list.
 *
 * @param status only these, or null for all
 * @param imageName only builds whose image's name contains this text, or null for all
 */
public record BuildFilter(@Nullable BuildStatus status, @Nullable String imageName) {

  /** Every build. */
  public static final BuildFilter ALL = new BuildFilter(null, null);

  /** Does {@code job} pass? */
  public boolean accepts(BuildJob job) {
    return Optional.ofNullable(status).map(job.status()::equals).orElse(true)
        && Optional.ofNullable(imageName)
            .map(text -> job.spec().image().toString().contains(text))
            .orElse(true);
  }
}
