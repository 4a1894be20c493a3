package io.lunabuilder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The parameters of a build, as options. The service judges them. */
final class BuildParameters {
  private static final String DEFAULT_DOCKERFILE = "Dockerfile";

  @Option(
      names = {"-i", "--image"},
      paramLabel = "NAME[:TAG]",
      required = true,
      description = "What the image is called.")
  private String image = "";

  @Option(
      names = {"-f", "--dockerfile"},
      paramLabel = "PATH",
      description = "The Dockerfile, inside the context folder (default: Dockerfile).")
  private @Nullable String dockerfile;

  @Option(
      names = "--context-dir",
      paramLabel = "PATH",
      description = "The folder inside PATH or LINK that is built (default: its root).")
  private @Nullable String context;

  @Option(names = "--target", paramLabel = "STAGE", description = "The stage to build.")
  private @Nullable String target;

  @Option(
      names = "--build-arg",
      paramLabel = "NAME=VALUE",
      description = "Sets a build argument; can be repeated.")
  private Map<String, String> buildArguments = new LinkedHashMap<>();

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "Labels the image; can be repeated.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = {"-t", "--tag"},
      paramLabel = "TAG",
      description = "A further tag for the image; can be repeated.")
  private List<String> tags = List.of();

  @Option(
      names = "--sha256",
      paramLabel = "DIGITS",
      description = "The SHA-256 of the file or of what is behind LINK; another is not built.")
  private @Nullable String sha256;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "The longest that the build may run, for example 90s, 10m or 1h.")
  private @Nullable Duration timeout;

  @Option(
      names = "--builder",
      paramLabel = "NAME",
      description = "The image builder (default: the one that the service builds with).")
  private @Nullable String builder;

  /** Fills in what the service builds with, where no builder was named (R14). */
  void completeBy(ServiceClient service) throws InterruptedException {
    if (builder == null) {
      JsonNode builders = service.get("/1/builders");
      builder = builders.path("default").asText(builders.at("/builders/0").asText());
    }
  }

  /** Is only one archive meant, by its digest? */
  boolean pinArchive() {
    return sha256 != null;
  }

  /** Where the Dockerfile is in the context folder. */
  String dockerfile() {
    return dockerfile == null ? DEFAULT_DOCKERFILE : dockerfile;
  }

  /** Where the context folder is in {@code folder}. */
  Path contextIn(Path folder) {
    return context == null ? folder : folder.resolve(context);
  }

  /**
   * The request for a build.
   *
   * @param archive its link; null to ask about the parameters alone
   */
  ObjectNode request(@Nullable String archive) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    putIfGiven(request, "archive", archive);
    putIfGiven(request, "sha256", sha256);
    ObjectNode parameters = request.putObject("parameters");
    parameters.put("image_name", image);
    putIfGiven(parameters, "image_builder", builder);
    putIfGiven(parameters, "dockerfile", dockerfile);
    putIfGiven(parameters, "context", context);
    putIfGiven(parameters, "target", target);
    putIfGiven(parameters, "build_args", buildArguments);
    putIfGiven(parameters, "labels", labels);
    if (!tags.isEmpty()) {
      tags.forEach(parameters.putArray("tags")::add);
    }
    if (timeout != null) {
      parameters.put("timeout", timeout.toSeconds());
    }
    return request;
  }

  /** The request for a build of an archive that holds the context folder alone. */
  ObjectNode requestWithoutContext(String archive) {
    ObjectNode request = request(archive);
    request.withObject("/parameters").remove("context");
    return request;
  }

  private static void putIfGiven(ObjectNode object, String name, @Nullable String value) {
    if (value != null) {
      object.put(name, value);
    }
  }

  private static void putIfGiven(ObjectNode parameters, String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      values.forEach(parameters.putObject(name)::put);
    }
  }
}
