package io.lunabuilder.kanikokit;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.domain.FailureCode;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Finds what kaniko would do with a Dockerfile that its author or the administrator forbids. */
public final class DockerfileCheck {
  private DockerfileCheck() {}

  /**
   * Looks at the text of a Dockerfile before kaniko gets it.
   *
   * @param buildArguments values that {@code ARG} can get
   * @param insecureRegistries hosts that may be spoken to without TLS (R21)
   */
  public static Optional<ArchiveProblem> problem(
      String dockerfile, Collection<String> buildArguments, Set<String> insecureRegistries) {
    Optional<String> disorder = StageOrder.of(dockerfile).problem();
    return disorder.isPresent()
        ? disorder.map(told -> new ArchiveProblem(FailureCode.DOCKERFILE_INVALID, told))
        : BaseImages.of(dockerfile, buildArguments)
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
