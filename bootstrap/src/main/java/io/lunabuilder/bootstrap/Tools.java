package io.lunabuilder.bootstrap;

import io.lunabuilder.application.LogMask;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.registry.OrasImageRegistry;
import io.lunabuilder.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What an attempt is made with.
 *
 * @param builders what builds
 * @param registry who is asked for an image at the end
 * @param mask what logs must not show
 */
record Tools(List<ImageBuilder> builders, ImageRegistry registry, LogMask mask) {
  Tools {
    builders = List.copyOf(builders);
  }

  /**
   * Those for the settings that hold.
   *
   * @param builder makes the service's own builder for settings
   * @param plugins builders beside it
   * @throws IOException when secrets cannot be read at the start; later the tools stay as they were
   */
  static Supplier<Tools> of(
      LiveSettings settings, Function<Settings, ImageBuilder> builder, List<ImageBuilder> plugins)
      throws IOException {
    try {
      return settings.made(
          now -> of(now, Stream.concat(Stream.of(builder.apply(now)), plugins.stream()).toList()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The same, whose doings are seen. */
  Tools seenBy(Telemetry telemetry) {
    return new Tools(
        builders.stream().map(telemetry::over).toList(), telemetry.over(registry), mask);
  }

  private static List<String> secrets(Settings settings) throws IOException {
    return Stream.concat(
            RegistrySecrets.in(settings.images().dockerConfig()).stream(),
            settings.extensions().secrets().stream())
        .toList();
  }

  private static Tools of(Settings settings, List<ImageBuilder> builders) {
    Settings.Images images = settings.images();
    try {
      return new Tools(
          builders,
          OrasImageRegistry.create(images.insecureRegistries(), images.dockerConfig()),
          new LogMask(secrets(settings)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
