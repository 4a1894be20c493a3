package io.lunabuilder.embedded;

import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.ContextPath;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.domain.Namespace;
import io.lunabuilder.domain.NodeSelector;
import io.lunabuilder.domain.Placement;
import io.lunabuilder.domain.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps what is to be built. */
final class SpecDocuments {
  private SpecDocuments() {}

  static BuildDocument.Spec spec(BuildSpec spec) {
    BuildDocument.Image image = image(spec.image());
    BuildDocument.Options options = options(spec.options());
    String archive = spec.archive().value();
    String builder = spec.builder().value();
    return switch (spec.placement()) {
      case Placement.Local local ->
          new BuildDocument.Spec(archive, image, builder, null, null, options);
      case Placement.Cluster(Namespace namespace, NodeSelector selector) ->
          new BuildDocument.Spec(
              archive, image, builder, namespace.name(), selector.labels(), options);
    };
  }

  static BuildSpec spec(BuildDocument.Spec document) {
    return new BuildSpec(
        new ArchiveLink(document.archive()),
        image(document.image()),
        new BuilderName(document.builder()),
        placement(document),
        options(document.options()));
  }

  private static Placement placement(BuildDocument.Spec document) {
    String namespace = document.namespace();
    return namespace == null
        ? new Placement.Local()
        : new Placement.Cluster(
            new Namespace(namespace), new NodeSelector(orEmpty(document.selector())));
  }

  static BuildDocument.Image image(ImageReference image) {
    return new BuildDocument.Image(image.registryHost(), image.repository(), image.tag().name());
  }

  static ImageReference image(BuildDocument.Image document) {
    return new ImageReference(document.registry(), document.repository(), new Tag(document.tag()));
  }

  private static BuildDocument.Options options(BuildOptions options) {
    Duration timeout = options.timeout();
    return new BuildDocument.Options(
        options.dockerfile().value(),
        options.context().value(),
        options.target(),
        options.buildArgs().isEmpty() ? null : options.buildArgs(),
        options.labels().isEmpty() ? null : options.labels(),
        options.tags().isEmpty() ? null : options.tags().stream().map(Tag::name).toList(),
        options.cache(),
        timeout == null ? null : timeout.toString());
  }

  private static BuildOptions options(BuildDocument.Options document) {
    List<String> tags = document.tags();
    String timeout = document.timeout();
    return new BuildOptions(
        new ContextPath(document.dockerfile()),
        new ContextPath(document.context()),
        document.target(),
        orEmpty(document.buildArgs()),
        orEmpty(document.labels()),
        tags == null ? List.of() : tags.stream().map(Tag::new).toList(),
        document.cache(),
        timeout == null ? null : Duration.parse(timeout));
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> entries) {
    return entries == null ? Map.of() : entries;
  }
}
