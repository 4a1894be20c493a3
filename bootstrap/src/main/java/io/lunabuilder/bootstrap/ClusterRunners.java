package io.lunabuilder.bootstrap;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.port.BuildSlots;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.http.access.SignedLinks;
import io.lunabuilder.k8s.KubernetesBuilds;
import io.lunabuilder.k8s.KubernetesSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Wires what runs builds in Kubernetes: a pod needs nothing of this machine, so only the number of
 * runners bounds how many there are.
 *
 * @param cluster settings of it at the start
 */
record ClusterRunners(ClusterSettings cluster) implements Runners {
  private static final Duration RECHECK = Duration.ofSeconds(30);
  private static final BuildSlots UNBOUNDED = () -> () -> {};

  @Override
  public Supplier<List<String>> start(LiveSettings settings, Wiring wiring)
      throws IOException, InterruptedException {
    SignedLinks links = SignedLinks.withKeyIn(PublishedUploads.keyFile(settings.current()));
    KubernetesBuilds builds =
        wiring
            .parts()
            .add(
                open(
                    settings.current(),
                    PublishedUploads.in(
                        wiring.sources(), links, wiring.clock(), cluster.publicAddress()),
                    wiring.store().builds()));
    List<String> problems = greet(builds, wiring.console());
    List<ImageBuilder> plugins = wiring.plugins().open(wiring.parts());
    new Workers(
            Tools.of(settings, now -> builds.builder(forPods(now)), plugins),
            UNBOUNDED,
            () -> Duration.ZERO)
        .seenBy(wiring.telemetry(), settings.current().workers())
        .start(settings, wiring);
    return new Rechecked<>(
        problems,
        () -> look(builds),
        RECHECK,
        wiring.clock(),
        check -> Thread.ofVirtual().name("rights").start(check));
  }

  private static KubernetesSettings forPods(Settings settings) {
    return Objects.requireNonNull(settings.cluster())
        .forPods(settings, Objects.requireNonNull(settings.images().registry()));
  }

  private KubernetesBuilds open(Settings settings, ArchiveSources sources, BuildStore builds)
      throws IOException {
    try {
      return KubernetesBuilds.in(
          cluster.access(),
          forPods(settings),
          sources,
          (build, attempt) -> isAt(builds.find(build), attempt),
          cluster.namespaces());
    } catch (IOException | IllegalArgumentException e) {
      throw new StartFailure(
          StartFailure.Cause.SETTINGS, "LUNA_BUILDER_KUBECONFIG cannot be used: " + e.getMessage());
    }
  }

  private static boolean isAt(Optional<BuildJob> build, int attempt) {
    return build
        .filter(job -> job instanceof BuildJob.InProgress running && running.attempt() == attempt)
        .isPresent();
  }

  /** A right that is missing is no reason to end: it may be given while the service runs. */
  private List<String> greet(KubernetesBuilds builds, Console console) {
    try {
      List<String> missing = builds.missingRights(cluster.namespaces());
      missing.forEach(right -> console.say("This service lacks the right to " + right));
      console.say(
          "builds run in Kubernetes, in the namespace "
              + cluster.namespace().name()
              + " unless a request names another");
      return problems(missing);
    } catch (IOException e) {
      console.say("Kubernetes: " + e.getMessage() + "; builds wait until it answers");
      return unanswered(e);
    }
  }

  private List<String> look(KubernetesBuilds builds) {
    try {
      return problems(builds.missingRights(cluster.namespaces()));
    } catch (IOException e) {
      return unanswered(e);
    }
  }

  private static List<String> problems(List<String> missing) {
    return missing.stream().map(right -> "it lacks the right to " + right).toList();
  }

  private static List<String> unanswered(IOException failure) {
    return List.of("Kubernetes: " + failure.getMessage());
  }
}
