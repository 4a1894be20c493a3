package io.lunabuilder.bootstrap;

import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.domain.Tag;
import io.lunabuilder.registry.OrasImageRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether the registry answers to which images go. It is asked for a manifest that nobody has:
 * whatever it says of that, it is there.
 */
final class RegistryCheck {
  private static final Duration VALIDITY = Duration.ofSeconds(30);
  private static final Digest NOTHING = Digest.ofSha256("0".repeat(64));
  private static final ImageReference ANY = new ImageReference(null, "luna-builder", Tag.LATEST);

  private RegistryCheck() {}

  /**
   * Why it does not, as of the last time; it is asked again beside while somebody wants to know.
   */
  static Supplier<Optional<String>> of(LiveSettings live, InstantSource clock) {
    return new Rechecked<>(
        Optional.empty(),
        () -> problem(live.current()),
        VALIDITY,
        clock,
        check -> Thread.ofVirtual().name("registry").start(check));
  }

  /** Asks now, and waits for the answer. */
  static Optional<String> problem(Settings settings) {
    Settings.Images images = settings.images();
    Registry registry = images.registry();
    if (registry == null) {
      return Optional.empty();
    }
    try {
      ImageRegistry asked =
          OrasImageRegistry.create(images.insecureRegistries(), images.dockerConfig());
      return asked.resolve(ANY.in(registry), NOTHING)
              instanceof ImageRegistry.Answer.Unreachable(String message)
          ? Optional.of(message)
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
