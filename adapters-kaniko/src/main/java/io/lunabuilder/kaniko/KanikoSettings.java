package io.lunabuilder.kaniko;

import io.lunabuilder.domain.Registry;
import io.lunabuilder.kanikokit.KanikoCall;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What local builds need to know of this machine.
 *
 * @param executor kaniko's executor, a static binary
 * @param buildsFolder holds one folder for each attempt that runs
 * @param imagesFolder keeps images as files when there is no registry; on the same disk as {@code
 *     buildsFolder}
 * @param registry where images are pushed (R20), or null to keep them as files
 * @param insecureRegistries hosts that may be spoken to over plain HTTP or with an untrusted
 *     certificate (R21)
 * @param dockerConfig a docker {@code config.json} with credentials for registries, or null for
 *     none
 */
public record KanikoSettings(
    Path executor,
    Path buildsFolder,
    Path imagesFolder,
    @Nullable Registry registry,
    Set<String> insecureRegistries,
    @Nullable Path dockerConfig) {
  public KanikoSettings {
    executor = executor.toAbsolutePath().normalize();
    buildsFolder = buildsFolder.toAbsolutePath().normalize();
    imagesFolder = imagesFolder.toAbsolutePath().normalize();
    insecureRegistries = Set.copyOf(insecureRegistries);
  }

  /** Where images are pushed; empty when they are kept as files. */
  Optional<Registry> pushTo() {
    return Optional.ofNullable(registry);
  }

  /** How the executor is called, by paths inside of its root. */
  KanikoCall call() {
    return new KanikoCall(
        registry,
        insecureRegistries,
        BuildFolder.INNER_CONTEXT,
        BuildFolder.INNER_OUT + "/" + BuildFolder.DIGEST,
        BuildFolder.INNER_OUT + "/" + BuildFolder.TAR);
  }

  /** Credentials for registries; empty for none. */
  Optional<Path> credentials() {
    return Optional.ofNullable(dockerConfig);
  }
}
