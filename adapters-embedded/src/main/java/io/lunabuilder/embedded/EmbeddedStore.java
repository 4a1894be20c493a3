package io.lunabuilder.embedded;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import java.nio.file.Path;
import java.time.InstantSource;

/** Builds and their logs in a folder of this machine, for this process alone until it is closed. */
public final class EmbeddedStore implements AutoCloseable {
  private final MvBuildStore builds;
  private final SegmentedBuildLog log;

  private EmbeddedStore(MvBuildStore builds, SegmentedBuildLog log) {
    this.builds = builds;
    this.log = log;
  }

  /**
   * Opens or creates {@code store/} and {@code logs/} in {@code dataFolder}. Builds that a previous
   * process had in progress can be claimed at once.
   *
   * @param clock says when a build that was handed back is due
   * @throws FolderInUseException when another process has the folder open
   * @throws NewerSchemaException when a newer version of this program wrote it
   */
  public static EmbeddedStore open(Path dataFolder, InstantSource clock) {
    return open(dataFolder, clock, LogLimits.DEFAULT);
  }

  static EmbeddedStore open(Path dataFolder, InstantSource clock, LogLimits limits) {
    MvBuildStore builds = MvBuildStore.open(dataFolder.resolve("store"), clock);
    return new EmbeddedStore(builds, new SegmentedBuildLog(dataFolder.resolve("logs"), limits));
  }

  /** The builds and their queue. */
  public BuildStore builds() {
    return builds;
  }

  /** What builds print. */
  public BuildLog log() {
    return log;
  }

  /** Makes everything durable and lets another process open the folder. */
  @Override
  public void close() {
    log.close();
    builds.close();
  }
}
