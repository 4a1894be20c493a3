package io.lunabuilder.application.port;

import io.lunabuilder.domain.AccountId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which builds to list.
 *
 * @param status only these, or null for all
 * @param imageName only builds whose image's name contains this text, or null for all
 * @param account only builds that were submitted on its behalf, or null for all
 */
public record BuildFilter(
    @Nullable BuildStatus status, @Nullable String imageName, @Nullable AccountId account) {

  /** Every build. */
  public static final BuildFilter ALL = new BuildFilter(null, null, null);

  /** Builds of {@code status}. */
  public static BuildFilter by(BuildStatus status) {
    return new BuildFilter(status, null, null);
  }

  /** Does {@code job} pass? */
  public boolean accepts(BuildJob job) {
    return Optional.ofNullable(status).map(job.status()::equals).orElse(true)
        && Optional.ofNullable(imageName)
            .map(text -> job.spec().image().toString().contains(text))
            .orElse(true)
        && Optional.ofNullable(account)
            .map(wanted -> wanted.equals(job.order().origin().account()))
            .orElse(true);
  }

  /** Does nothing but a build's status matter? */
  public boolean isByStatusOnly() {
    return imageName == null && account == null;
  }
}
