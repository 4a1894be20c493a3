package io.lunabuilder.bootstrap;

import io.lunabuilder.application.LogMask;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.registry.OrasImageRegistry;
import io.lunabuilder.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an attempt is made with.
 *
 * @param builder what builds
 * @param registry who is asked for an image at the end
 * @param mask what logs must not show
 */
record Tools(ImageBuilder builder, ImageRegistry registry, LogMask mask) {

  /**
   * Those for the settings that hold.
   *
   * @param builder makes a builder for settings
   * @throws IOException when secrets cannot be read at the start; later the tools stay as they were
   */
  static Supplier<Tools> of(LiveSettings settings, Function<Settings, ImageBuilder> builder)
      throws IOException {
    try {
      return settings.made(now -> of(now, builder.apply(now)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The same, whose doings are seen. */
  Tools seenBy(Telemetry telemetry) {
    return new Tools(telemetry.over(builder), telemetry.over(registry), mask);
  }

  private static Tools of(Settings settings, ImageBuilder builder) {
    Settings.Images images = settings.images();
    try {
      return new Tools(
          builder,
          OrasImageRegistry.create(images.insecureRegistries(), images.dockerConfig()),
          new LogMask(RegistrySecrets.in(images.dockerConfig())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
