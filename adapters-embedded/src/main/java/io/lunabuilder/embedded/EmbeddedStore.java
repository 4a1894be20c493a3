package io.lunabuilder.embedded;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.storekit.NewerSchemaException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Builds and their logs in a folder of this machine, for this process alone until it is closed. */
public final class EmbeddedStore implements AutoCloseable {
  /** How much of each log is kept unless someone wishes otherwise: 64 MiB. */
  public static final long USUAL_LOG_BYTES = 64L << 20;

  /** Under this a log's head and tail would say nothing. */
  public static final long SMALLEST_LOG_BYTES = 64 << 10;

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
   * @param logBytes how much of each log is kept, at least {@value #SMALLEST_LOG_BYTES}
   * @throws FolderInUseException when another process has the folder open
   * @throws NewerSchemaException when a newer version of this program wrote it
   */
  public static EmbeddedStore open(Path dataFolder, InstantSource clock, long logBytes) {
    return open(dataFolder, clock, LogLimits.within(logBytes));
  }

  /** The same with logs of the usual size. */
  public static EmbeddedStore open(Path dataFolder, InstantSource clock) {
    return open(dataFolder, clock, USUAL_LOG_BYTES);
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
