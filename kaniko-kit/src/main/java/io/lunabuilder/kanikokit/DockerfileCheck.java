package io.lunabuilder.kanikokit;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.domain.ContextPath;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Finds what kaniko would do with a Dockerfile that its author or the administrator forbids. */
public final class DockerfileCheck {
  private DockerfileCheck() {}

  /**
   * Looks at the Dockerfile of a staged archive before kaniko gets it.
   *
   * @param folder holds the archive
   * @param context the folder of the archive that is the build context
   * @param dockerfile relative to {@code context}; it is there
   * @param buildArguments values that {@code ARG} can get
   * @param insecureRegistries hosts that may be spoken to without TLS (R21)
   */
  public static Optional<ArchiveProblem> problem(
      Path folder,
      ContextPath context,
      ContextPath dockerfile,
      Collection<String> buildArguments,
      Set<String> insecureRegistries)
      throws IOException {
    Path file = folder.resolve(context.value()).resolve(dockerfile.value());
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    Optional<String> disorder = StageOrder.of(text).problem();
    return disorder.isPresent()
        ? disorder.map(told -> new ArchiveProblem(FailureCode.DOCKERFILE_INVALID, told))
        : BaseImages.of(text, buildArguments)
            .unlisted(insecureRegistries)
            .map(DockerfileCheck::unlisted);
  }

  private static ArchiveProblem unlisted(String registry) {
    return new ArchiveProblem(
        FailureCode.BASE_IMAGE_UNAVAILABLE,
        "the registry "
            + registry
            + " is at a private address, where TLS would not be insisted on, and is not among"
            + " the service's insecure registries");
  }
}
