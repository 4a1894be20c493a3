package io.lunabuilder.k8s;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.HandOff;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.FailureCode;
import java.time.Duration;

/**
 * What every build in the cluster uses.
 *
 * @param cluster answers questions
 * @param watches see pods
 * @param removal takes pods away
 * @param sources where archives come from
 */
record Site(
    KubernetesSettings settings,
    Cluster cluster,
    NamespaceWatches watches,
    PodRemoval removal,
    ArchiveSources sources) {

  /** The same with other settings. */
  Site with(KubernetesSettings others) {
    return new Site(others, cluster, watches, removal, sources);
  }

  /** Lets a pod fetch an archive. */
  HandOff handOff(Archive archive, Duration validity) {
    return sources
        .find(archive.link())
        .map(source -> source.handOff(archive, validity))
        .orElseGet(() ->
            new HandOff.Impossible(
                new ArchiveProblem(
                    FailureCode.ARCHIVE_NOT_FOUND,
                    archive.link() + " is not a link that this service can read")));
  }
}
