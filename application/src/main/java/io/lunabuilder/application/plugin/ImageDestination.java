package io.lunabuilder.application.plugin;

import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.domain.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where images go, and how registries are spoken to.
 *
 * @param registry where images are pushed (R20); null keeps them as files of the service
 * @param insecureRegistries hosts that may be spoken to without verified TLS (R21), in small
 *     letters
 * @param dockerConfig a {@code config.json} with credentials for registries; null for none
 */
public record ImageDestination(
    @Nullable Registry registry, Set<String> insecureRegistries, @Nullable Path dockerConfig) {
  public ImageDestination {
    insecureRegistries =
        insecureRegistries.stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The registry to push to; empty when images are kept as files. */
  public Optional<Registry> pushTo() {
    return Optional.ofNullable(registry);
  }

  /** The file with credentials; empty when registries are asked without any. */
  public Optional<Path> credentials() {
    return Optional.ofNullable(dockerConfig);
  }

  /** May {@code host} be spoken to without TLS, or with a certificate that nobody vouches for? */
  public boolean isInsecure(String host) {
    return insecureRegistries.contains(host.toLowerCase(Locale.ROOT));
  }

  /** The reference under which the image of {@code spec} is kept. */
  public ImageReference reference(BuildSpec spec) {
    return pushTo().map(spec.image()::in).orElseGet(spec::image);
  }

  /** The same, and one for each further tag that the request asks for. */
  public List<ImageReference> references(BuildSpec spec) {
    ImageReference first = reference(spec);
    return Stream.concat(Stream.of(first), spec.options().tags().stream().map(first::tagged))
        .distinct()
        .toList();
  }
}
