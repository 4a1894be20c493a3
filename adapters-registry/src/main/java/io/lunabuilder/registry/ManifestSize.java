package io.lunabuilder.registry;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import land.oras.Config;
import land.oras.Index;
import land.oras.Layer;
import land.oras.Manifest;
import land.oras.ManifestDescriptor;
import land.oras.exception.OrasException;
import org.jspecify.annotations.Nullable;

/** The bytes that a manifest stands for. */
final class ManifestSize {
  private ManifestSize() {}

  /**
   * Config and layers of an image, or the manifests of an index; empty when {@code json} is
   * neither.
   */
  static OptionalLong of(String json) {
    try {
      @Nullable List<ManifestDescriptor> images = Index.fromJson(json).getManifests();
      return images == null
          ? ofImage(Manifest.fromJson(json))
          : OptionalLong.of(images.stream().mapToLong(ManifestDescriptor::getSize).sum());
    } catch (OrasException unreadable) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong ofImage(Manifest manifest) {
    @Nullable Config config = manifest.getConfig();
    if (config == null) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        Stream.concat(
                Stream.ofNullable(config.getSize()),
                manifest.getLayers().stream().map(Layer::getSize).flatMap(Stream::ofNullable))
            .mapToLong(Long::longValue)
            .sum());
  }
}
