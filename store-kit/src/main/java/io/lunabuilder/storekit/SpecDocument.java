package io.lunabuilder.storekit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.Namespace;
import io.lunabuilder.domain.NodeSelector;
import io.lunabuilder.domain.Placement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of what is to be built. Durations are ISO 8601 texts; what does not apply is left
 * out.
 *
 * @param namespace null for a build on the service's own machine
 * @param options null for the usual ones
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SpecDocument(
    String archive,
    ImageDocument image,
    String builder,
    @Nullable String namespace,
    @Nullable Map<String, String> selector,
    @Nullable OptionsDocument options) {

  /** The form of {@code spec}. */
  public static SpecDocument of(BuildSpec spec) {
    return of(spec, OptionsDocument.of(spec.options()));
  }

  /** The shortest form of {@code spec}: usual options are left out. */
  public static SpecDocument briefly(BuildSpec spec) {
    return spec.options().equals(BuildOptions.DEFAULT) ? of(spec, null) : of(spec);
  }

  private static SpecDocument of(BuildSpec spec, @Nullable OptionsDocument options) {
    ImageDocument image = ImageDocument.of(spec.image());
    String archive = spec.archive().value();
    String builder = spec.builder().value();
    return switch (spec.placement()) {
      case Placement.Local local -> new SpecDocument(archive, image, builder, null, null, options);
      case Placement.Cluster(Namespace namespace, NodeSelector selector) ->
          new SpecDocument(archive, image, builder, namespace.name(), selector.labels(), options);
    };
  }

  /** The same with another link to the archive. */
  public SpecDocument withArchive(String link) {
    return new SpecDocument(link, image, builder, namespace, selector, options);
  }

  /** What this is the form of. */
  public BuildSpec spec() {
    return new BuildSpec(
        new ArchiveLink(archive),
        image.image(),
        new BuilderName(builder),
        placement(),
        options == null ? BuildOptions.DEFAULT : options.options());
  }

  private Placement placement() {
    return namespace == null
        ? new Placement.Local()
        : new Placement.Cluster(
            new Namespace(namespace), new NodeSelector(selector == null ? Map.of() : selector));
  }
}
