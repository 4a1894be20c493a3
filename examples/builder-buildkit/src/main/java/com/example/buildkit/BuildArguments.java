package com.example.buildkit;

import io.lunabuilder.application.plugin.ImageDestination;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.domain.Tag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code buildctl build} is told. Values of build arguments stand in it, which other users of
 * the machine can read: they are no place for secrets.
 *
 * @param spec what is asked for
 * @param destination where the image goes
 * @param registryCache are cached layers kept in the registry, too?
 */
record BuildArguments(BuildSpec spec, ImageDestination destination, boolean registryCache) {
  /** The tag of cached layers in an image's repository. */
  static final String CACHE_TAG = "buildkit-cache";

  /** Keeps {@code RUN --mount=type=cache} apart: without it the daemon has one of each for all. */
  private static final String CACHE_MOUNTS = "BUILDKIT_CACHE_MOUNT_NS";

  /** All of them, for an attempt with these files. */
  List<String> in(AttemptFolder folder) {
    BuildOptions options = spec.options();
    String context = folder.context().resolve(options.context().value()).toString();
    List<String> arguments = new ArrayList<>();
    arguments.add(metadata(folder));
    arguments.add("--progress=rawjson");
    arguments.add("--frontend=dockerfile.v0");
    arguments.add("--local=context=" + context);
    arguments.add("--local=dockerfile=" + context);
    arguments.add("--opt=filename=" + options.dockerfile().value());
    options.targetStage().ifPresent(target -> arguments.add("--opt=target=" + target));
    options.labels().forEach((key, value) -> arguments.add("--opt=label:" + key + "=" + value));
    options.buildArgs().forEach((key, value) -> arguments.add(buildArg(key, value)));
    arguments.add(buildArg(CACHE_MOUNTS, destination.reference(spec).name()));
    arguments.add("--output=" + output(folder.image()));
    arguments.addAll(cache());
    return List.copyOf(arguments);
  }

  /** The argument that no other attempt has. */
  static String metadata(AttemptFolder folder) {
    return "--metadata-file=" + folder.metadata();
  }

  private static String buildArg(String key, String value) {
    return "--opt=build-arg:" + key + "=" + value;
  }

  private String output(Path file) {
    String names =
        destination.references(spec).stream()
            .map(ImageReference::toString)
            .collect(Collectors.joining(","));
    return destination.pushTo().isPresent()
        ? "type=image," + field("name", names) + ",push=true" + insecure()
        : "type=docker," + field("name", names) + "," + field("dest", file.toString());
  }

  /** One field of a line of CSV, as which {@code --output} is read. */
  private static String field(String key, String value) {
    return "\"" + key + "=" + value.replace("\"", "\"\"") + "\"";
  }

  private String insecure() {
    return destination.reference(spec).registry().filter(destination::isInsecure).isPresent()
        ? ",registry.insecure=true"
        : "";
  }

  /** A build that may use no earlier layers leaves its own to nobody, either. */
  private List<String> cache() {
    if (!spec.options().cache()) {
      return List.of("--no-cache");
    }
    if (!registryCache || destination.pushTo().isEmpty()) {
      return List.of();
    }
    String ref = destination.reference(spec).tagged(new Tag(CACHE_TAG)) + insecure();
    return List.of(
        "--import-cache=type=registry,ref=" + ref,
        "--export-cache=type=registry,mode=max,ignore-error=true,ref=" + ref);
  }
}
