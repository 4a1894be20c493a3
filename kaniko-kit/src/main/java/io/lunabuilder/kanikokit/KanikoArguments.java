package io.lunabuilder.kanikokit;

import io.lunabuilder.domain.BuildSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The executor's command line. Every value is written behind its own flag as {@code --flag=value},
 * so that nothing of a request can become a flag.
 *
 * <p>Source of the flags: kaniko v1.24.0, {@code cmd/executor/cmd/root.go}.
 */
final class KanikoArguments {
  private static final int RETRIES = 3;

  private KanikoArguments() {}

  /** The arguments with which {@code spec} is built. */
  static List<String> of(BuildSpec spec, KanikoCall call) {
    List<String> arguments = new ArrayList<>();
    source(spec, call, arguments);
    destinations(spec, call, arguments);
    call.insecureRegistries().stream().sorted().forEach(host -> insecure(host, arguments));
    arguments.add("--push-retry=" + RETRIES);
    arguments.add("--image-download-retry=" + RETRIES);
    arguments.add("--image-fs-extract-retry=" + RETRIES);
    options(spec, call, arguments);
    return List.copyOf(arguments);
  }

  private static void source(BuildSpec spec, KanikoCall call, List<String> arguments) {
    String folder = "dir://" + call.context();
    var context = spec.options().context();
    arguments.add("--context=" + (context.isRoot() ? folder : folder + "/" + context.value()));
    arguments.add("--dockerfile=" + spec.options().dockerfile().value());
  }

  private static void destinations(BuildSpec spec, KanikoCall call, List<String> arguments) {
    call.references(spec).forEach(image -> arguments.add("--destination=" + image));
    if (call.pushTo().isEmpty()) {
      arguments.add("--no-push");
      arguments.add("--tar-path=" + call.tarFile());
    }
    arguments.add("--digest-file=" + call.digestFile());
  }

  private static void insecure(String host, List<String> arguments) {
    arguments.add("--insecure-registry=" + host);
    arguments.add("--skip-tls-verify-registry=" + host);
  }

  /** Layers are cached in the registry only: without one, kaniko would push them to Docker Hub. */
  private static void options(BuildSpec spec, KanikoCall call, List<String> arguments) {
    var options = spec.options();
    arguments.add("--cache=" + (options.cache() && call.pushTo().isPresent()));
    options.targetStage().ifPresent(target -> arguments.add("--target=" + target));
    options.buildArgs().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(arg -> arguments.add("--build-arg=" + arg.getKey() + "=" + arg.getValue()));
    options.labels().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(label -> arguments.add("--label=" + label.getKey() + "=" + label.getValue()));
  }
}
