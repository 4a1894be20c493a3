package io.lunabuilder.testkit.service;

import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.domain.BuildPolicy;
import io.lunabuilder.domain.BuildTimeLimit;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.ClusterBuildPolicy;
import io.lunabuilder.domain.LocalBuildPolicy;
import io.lunabuilder.domain.Namespace;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.testkit.InMemoryArchives;
import io.lunabuilder.testkit.InMemoryBuildLog;
import io.lunabuilder.testkit.InMemoryBuildStore;
import io.lunabuilder.testkit.InMemoryImageRegistry;
import io.lunabuilder.testkit.ScriptedBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * What a service in a test is made of; each part can be replaced by another, real or fake.
 *
 * @param policy which builds it accepts
 * @param store keeps builds; closed with the service
 * @param log keeps their logs
 * @param archives where archives come from, beside uploads
 * @param builder builds
 * @param registry is asked for an image that was pushed
 * @param clock tells the time
 * @param atOnce builds that run at a time; 0 leaves all of them pending
 */
public record ServiceParts(
    BuildPolicy policy,
    BuildStore store,
    BuildLog log,
    ArchiveSource archives,
    ImageBuilder builder,
    ImageRegistry registry,
    InstantSource clock,
    int atOnce) {
  private static final BuildTimeLimit AN_HOUR = new BuildTimeLimit(Duration.ofHours(1));

  /** Fakes for a service without Kubernetes, whose builder is {@code local_kaniko}. */
  public static ServiceParts local() {
    return fakes(new LocalBuildPolicy(null, AN_HOUR), BuilderName.LOCAL_KANIKO);
  }

  /**
   * Fakes for a service in a cluster, whose builder is {@code kaniko}.
   *
   * @param registry where images are pushed
   */
  public static ServiceParts inCluster(Registry registry) {
    return fakes(
        new ClusterBuildPolicy(registry, AN_HOUR, Namespace.DEFAULT, Set.of(), List.of()),
        BuilderName.KANIKO);
  }

  private static ServiceParts fakes(BuildPolicy policy, BuilderName builder) {
    InstantSource clock = InstantSource.system();
    return new ServiceParts(
        policy,
        new InMemoryBuildStore(clock),
        new InMemoryBuildLog(clock),
        new InMemoryArchives(),
        new ScriptedBuilder(builder),
        new InMemoryImageRegistry(),
        clock,
        8);
  }

  /** The same with another policy. */
  public ServiceParts with(BuildPolicy other) {
    return new ServiceParts(other, store, log, archives, builder, registry, clock, atOnce);
  }

  /** The same with another store. */
  public ServiceParts with(BuildStore otherStore, BuildLog otherLog) {
    return new ServiceParts(
        policy, otherStore, otherLog, archives, builder, registry, clock, atOnce);
  }

  /** The same with another source of archives. */
  public ServiceParts with(ArchiveSource other) {
    return new ServiceParts(policy, store, log, other, builder, registry, clock, atOnce);
  }

  /** The same with another builder; the policy must allow its name. */
  public ServiceParts with(ImageBuilder other) {
    return new ServiceParts(policy, store, log, archives, other, registry, clock, atOnce);
  }

  /** The same with another registry. */
  public ServiceParts with(ImageRegistry other) {
    return new ServiceParts(policy, store, log, archives, builder, other, clock, atOnce);
  }

  /** The same with another clock; the store and the log may have clocks of their own. */
  public ServiceParts with(InstantSource other) {
    return new ServiceParts(policy, store, log, archives, builder, registry, other, atOnce);
  }

  /** The same with another number of builds that run at a time. */
  public ServiceParts atOnce(int builds) {
    return new ServiceParts(policy, store, log, archives, builder, registry, clock, builds);
  }
}
