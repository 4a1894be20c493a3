package io.lunabuilder.storekit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.ArchiveVersion;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.Namespace;
import io.lunabuilder.domain.NodeSelector;
import io.lunabuilder.domain.Placement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of what is to be built. Durations are ISO 8601 texts; what does not apply is left
 * out.
 *
 * @param archive link to it
 * @param sha256 of the archive, where it was told
 * @param version of the archive, where it is known
 * @param namespace null for a build on the service's own machine
 * @param options null for the usual ones
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SpecDocument(
    String archive,
    @Nullable String sha256,
    @Nullable String version,
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
    String builder = spec.builder().value();
    Archive archive = spec.archive();
    Digest digest = archive.digest();
    ArchiveVersion version = archive.version();
    Placement.Cluster cluster =
        spec.placement() instanceof Placement.Cluster placed ? placed : null;
    return new SpecDocument(
        archive.link().value(),
        digest == null ? null : digest.hex(),
        version == null ? null : version.value(),
        image,
        builder,
        cluster == null ? null : cluster.namespace().name(),
        cluster == null ? null : cluster.selector().labels(),
        options);
  }

  /** The same with another link to the archive. */
  public SpecDocument withArchive(String link) {
    return new SpecDocument(link, sha256, version, image, builder, namespace, selector, options);
  }

  /** What this is the form of. */
  public BuildSpec spec() {
    return new BuildSpec(
        new Archive(new ArchiveLink(archive), pinnedDigest(), pinnedVersion()),
        image.image(),
        new BuilderName(builder),
        placement(),
        options == null ? BuildOptions.DEFAULT : options.options());
  }

  private @Nullable Digest pinnedDigest() {
    return sha256 == null ? null : Digest.ofSha256(sha256);
  }

  private @Nullable ArchiveVersion pinnedVersion() {
    return version == null ? null : new ArchiveVersion(version);
  }

  private Placement placement() {
    return namespace == null
        ? new Placement.Local()
        : new Placement.Cluster(
            new Namespace(namespace), new NodeSelector(selector == null ? Map.of() : selector));
  }
}
