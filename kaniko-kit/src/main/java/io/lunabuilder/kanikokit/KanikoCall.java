package io.lunabuilder.kanikokit;

import io.lunabuilder.application.plugin.ImageDestination;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.domain.Registry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an executor finds its context and leaves its results.
 *
 * @param registry where images are pushed (R20); null writes them to {@code tarFile}
 * @param insecureRegistries hosts that may be spoken to over plain HTTP or with an untrusted
 *     certificate (R21)
 * @param context folder that holds the unpacked archive, as the executor sees it
 * @param digestFile gets the image's digest, before it is pushed
 * @param tarFile gets the image where there is no registry
 */
public record KanikoCall(
    @Nullable Registry registry,
    Set<String> insecureRegistries,
    String context,
    String digestFile,
    String tarFile) {
  public KanikoCall {
    insecureRegistries = Set.copyOf(insecureRegistries);
  }

  /** Where images are pushed; empty when they are kept as files. */
  Optional<Registry> pushTo() {
    return Optional.ofNullable(registry);
  }

  /** The reference under which the image is kept. */
  public ImageReference reference(BuildSpec spec) {
    return destination().reference(spec);
  }

  /** The same, and one for each further tag. */
  List<ImageReference> references(BuildSpec spec) {
    return destination().references(spec);
  }

  private ImageDestination destination() {
    return new ImageDestination(registry, insecureRegistries, null);
  }

  /** The arguments with which {@code spec} is built. */
  public List<String> arguments(BuildSpec spec) {
    return KanikoArguments.of(spec, this);
  }
}
