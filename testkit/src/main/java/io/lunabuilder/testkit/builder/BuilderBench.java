package io.lunabuilder.testkit.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildOrder;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Origin;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.domain.StageTimes;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.Heard;
import io.lunabuilder.testkit.RealParts;
import io.lunabuilder.testkit.Tarballs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A builder under test, a registry with a base image, and all builds that a test began. */
final class BuilderBench {
  /** The path below which the registry keeps images. */
  static final String PREFIX = "of-tests";

  private final BuilderRig rig;
  private final DockerRegistry registry;
  private final DockerRegistry locked;
  private final Doors doors;
  private final AtomicInteger images = new AtomicInteger();
  private final List<Attempt> begun = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private String base;

  @SuppressWarnings("NullAway.Init")
  private ImageBuilder builder;

  private BuilderBench(
      BuilderRig rig, DockerRegistry registry, DockerRegistry locked, Doors doors) {
    this.rig = rig;
    this.registry = registry;
    this.locked = locked;
    this.doors = doors;
  }

  static BuilderBench with(BuilderRig rig, Path folder) throws Exception {
    return new BuilderBench(
        rig,
        DockerRegistry.startOrSkip(folder.resolve("registry"), rig.address()),
        DockerRegistry.startLockedOrSkip(folder.resolve("locked"), rig.address()),
        Doors.at(rig.address()));
  }

  /** Brings the base image and a builder, before the first test. */
  void equip() throws Exception {
    base = registry.push(RealParts.busybox(), "base:1");
    builder = another();
  }

  /** The builder of the service that begins builds. */
  ImageBuilder builder() {
    return builder;
  }

  /** That of another service. */
  ImageBuilder another() throws Exception {
    return pushingTo(registry.host());
  }

  /** That of a service whose registry is at {@code host}. */
  ImageBuilder pushingTo(String host) throws Exception {
    return rig.builder(new Registry(host, PREFIX), Set.copyOf(List.of(registry.host(), host)));
  }

  /** A registry that wants a password, which nobody told the builder. */
  String lockedHost() {
    return locked.host();
  }

  /** Where no registry is. */
  String absentHost() {
    return rig.address() + ":1";
  }

  /** The image that Dockerfiles begin with; it has a shell and wget. */
  String base() {
    return base;
  }

  /** An image that the registry does not have. */
  String missingBase() {
    return registry.host() + "/no-such-base:1";
  }

  Doors doors() {
    return doors;
  }

  /** An archive of these files. */
  Archive archive(Map<String, String> files) throws Exception {
    return Archive.at(keep(Tarballs.of(files)));
  }

  /** A link to these bytes; with a secret, which each build is watched for. */
  ArchiveLink keep(byte[] bytes) throws Exception {
    ArchiveLink link = rig.keep(bytes);
    assertThat(link.redacted()).as("a link without its secret").isNotEqualTo(link.value());
    return link;
  }

  /** A first attempt to build a Dockerfile that begins with the base image. */
  BuildJob.InProgress job(String steps) throws Exception {
    return job(archive(Map.of("Dockerfile", "FROM " + base + "\n" + steps)), BuildOptions.DEFAULT);
  }

  /** A first attempt, for an image with a name of its own. */
  BuildJob.InProgress job(Archive archive, BuildOptions options) {
    BuildSpec spec =
        new BuildSpec(
            archive,
            Builds.reference("team/app" + images.incrementAndGet() + ":1"),
            builder.name(),
            rig.placement(),
            options);
    BuildOrder order = new BuildOrder(Builds.id(), spec, Builds.NOON, Origin.UNKNOWN);
    return new BuildJob.InProgress(
        order, 1, BuildStage.STAGING, Builds.NOON, StageTimes.NONE, null, false, null);
  }

  /** Begins an attempt. */
  Attempt begin(BuildJob.InProgress job) {
    return begin(builder, job);
  }

  /** Begins an attempt in a service of its own. */
  Attempt begin(ImageBuilder by, BuildJob.InProgress job) {
    Heard heard = new Heard();
    return remembered(new Attempt(job, registry.host(), heard, by.start(job, heard)));
  }

  /** Takes an attempt over. */
  Optional<Attempt> adopt(ImageBuilder by, BuildJob.InProgress job) {
    Heard heard = new Heard();
    return by.adopt(job, heard)
        .map(build -> remembered(new Attempt(job, registry.host(), heard, build)));
  }

  private Attempt remembered(Attempt attempt) {
    begun.add(attempt);
    return attempt;
  }

  /** Ends what a test left running; steps that wait may go on, should that not be possible. */
  void endAll() throws Exception {
    List<Attempt> all = List.copyOf(begun);
    begun.clear();
    all.forEach(Attempt::cancel);
    doors.openAll();
    for (Attempt attempt : all) {
      attempt.close();
    }
    all.forEach(Attempt::checkManners);
  }

  List<String> leftovers() throws Exception {
    return rig.leftovers();
  }

  /** Ends the servers that were started for it. */
  void stop() {
    doors.close();
    locked.close();
    registry.close();
  }
}
