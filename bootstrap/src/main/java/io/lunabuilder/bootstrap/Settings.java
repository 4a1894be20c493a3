package io.lunabuilder.bootstrap;

import io.lunabuilder.archive.AllowedHosts;
import io.lunabuilder.archive.HttpLimits;
import io.lunabuilder.archive.UnpackLimits;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.http.SettingShown;
import io.lunabuilder.http.TlsSettings;
import io.lunabuilder.http.access.AccessSettings;
import io.lunabuilder.redis.RedisAddress;
import io.lunabuilder.s3.S3Limits;
import io.lunabuilder.s3.S3Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an administrator can choose, checked and immutable; see docs/settings.md.
 *
 * @param server where the service listens
 * @param operation how the service is run
 * @param dataFolder where everything durable is
 * @param uploads where archives are kept that callers sent; null keeps them in the data folder
 * @param archiveHosts hosts inside the house that links to archives may lead to
 * @param cacheFolder where tools are kept that were built or fetched once
 * @param kaniko how local builds run
 * @param images where images go
 * @param limits bounds of archives and logs
 * @param clocks how long things may take
 * @param redis where builds are kept (R2); null keeps them in the data folder
 * @param s3 where archives can come from (R3); null for none
 * @param cluster how builds run in Kubernetes (R4); null builds on this machine (R12)
 * @param workers how many builds this process takes at a time; 0 accepts builds and runs none
 * @param buildLimitsIgnored the setting LUNA_BUILDER_BUILD_LIMITS is there and has no meaning (R16)
 * @param extensions the plug-ins
 * @param shown all settings as they may be shown to anyone
 * @param ignored names that the Luna-Configurator told, and that are no settings
 */
record Settings(
    Server server,
    Operation operation,
    Path dataFolder,
    @Nullable Path uploads,
    AllowedHosts archiveHosts,
    Path cacheFolder,
    Kaniko kaniko,
    Images images,
    Limits limits,
    Clocks clocks,
    @Nullable Redis redis,
    @Nullable S3Settings s3,
    @Nullable ClusterSettings cluster,
    int workers,
    boolean buildLimitsIgnored,
    Extensions extensions,
    List<SettingShown> shown,
    Set<String> ignored) {

  Settings {
    dataFolder = dataFolder.toAbsolutePath().normalize();
    cacheFolder = cacheFolder.toAbsolutePath().normalize();
    shown = List.copyOf(shown);
    ignored = Set.copyOf(ignored);
  }

  /** The same, with what is known of how they were given. */
  Settings given(List<SettingShown> shownNow, Set<String> ignoredNow) {
    return new Settings(
        server,
        operation,
        dataFolder,
        uploads,
        archiveHosts,
        cacheFolder,
        kaniko,
        images,
        limits,
        clocks,
        redis,
        s3,
        cluster,
        workers,
        buildLimitsIgnored,
        extensions,
        shownNow,
        ignoredNow);
  }

  /** Archives that callers sent; services that share builds share it too. */
  Path uploadsFolder() {
    return uploads == null ? dataFolder.resolve("uploads") : uploads;
  }

  /** What is needed for moments only, under no name. */
  Path spoolFolder() {
    return dataFolder.resolve("spool");
  }

  /** A folder for each build that runs. */
  Path buildsFolder() {
    return dataFolder.resolve("builds");
  }

  /** Images that are kept because there is no registry. */
  Path imagesFolder() {
    return dataFolder.resolve("images");
  }

  /** What whoever starts the service should know about these settings. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>(AccessRemarks.of(server));
    remarks.addAll(extensions.remarks());
    if (buildLimitsIgnored) {
      remarks.add(
          "LUNA_BUILDER_BUILD_LIMITS is ignored: without Kubernetes a build has the limits of this"
              + " process's own container");
    }
    if (!ignored.isEmpty()) {
      remarks.add(
          "The Luna-Configurator tells what is no setting of this service, which is ignored: "
              + String.join(", ", new TreeSet<>(ignored)));
    }
    if (workers == 0) {
      remarks.add(
          "LUNA_BUILDER_WORKERS is 0: this process only serves the API, and builds that it accepts"
              + " wait until a process with workers runs on the same store");
    }
    return List.copyOf(remarks);
  }

  /**
   * @param port 0 for any free one
   * @param access who may call
   * @param tls by what callers know the service; null where it is called without TLS
   */
  record Server(String host, int port, AccessSettings access, @Nullable TlsSettings tls) {}

  /**
   * @param reload are settings read again while the service runs?
   * @param pullingTime how long after the last time
   * @param logLevel name of the lowest level that is written
   * @param logFormat what lines of the log look like
   * @param shutdownGrace how long builds on this machine may go on when the service ends
   */
  record Operation(
      boolean reload,
      Duration pullingTime,
      String logLevel,
      LogFormat logFormat,
      Duration shutdownGrace) {}

  /**
   * @param executor kaniko's executor; null to look for it
   * @param image the container image that has an executor
   * @param lockFile held while a build runs: at most one in a container (R17)
   */
  record Kaniko(@Nullable Path executor, String image, Path lockFile) {}

  /**
   * @param registry where images are pushed (R20); null keeps them as files
   * @param insecureRegistries hosts that may be spoken to without verified TLS (R21)
   * @param dockerConfig a {@code config.json} with registry credentials; null for none
   */
  record Images(
      @Nullable Registry registry, Set<String> insecureRegistries, @Nullable Path dockerConfig) {
    Images {
      insecureRegistries = Set.copyOf(insecureRegistries);
    }
  }

  /**
   * @param prefix of all keys
   */
  record Redis(RedisAddress address, String prefix) {}

  /**
   * @param archive bytes of an archive
   * @param context bytes that an archive may unpack to
   * @param contextEntries files and folders that an archive may hold
   * @param log bytes of a build's log that are kept
   * @param pending builds that may wait
   */
  record Limits(long archive, long context, int contextEntries, long log, int pending) {
    HttpLimits fetching() {
      return HttpLimits.upTo(archive);
    }

    S3Limits fetchingFromS3() {
      HttpLimits usual = HttpLimits.DEFAULT;
      return new S3Limits(archive, usual.connect(), usual.stall());
    }

    UnpackLimits unpacking() {
      return UnpackLimits.upTo(context, contextEntries);
    }
  }

  /**
   * @param queue how long a build may wait
   * @param start how long an attempt may take until its first step runs
   * @param build how long an attempt may take, and the longest timeout of a request
   * @param lease how long a build stays with a runner that is not heard of
   * @param keepBuilds how long a finished build is remembered
   * @param keepLogs how long a build's log is kept after its last line
   * @param keepUploads how long an uploaded archive is kept
   */
  record Clocks(
      Duration queue,
      Duration start,
      Duration build,
      Duration lease,
      Duration keepBuilds,
      Duration keepLogs,
      Duration keepUploads) {}
}
