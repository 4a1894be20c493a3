package io.lunabuilder.bootstrap;

import io.lunabuilder.application.setting.SettingKind;
import io.lunabuilder.archive.AllowedHosts;
import io.lunabuilder.domain.Checked;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.domain.Violation;
import io.lunabuilder.embedded.EmbeddedStore;
import io.lunabuilder.redis.RedisAddress;
import io.lunabuilder.redis.RedisStore;
import io.lunabuilder.s3.S3Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes {@link Settings} of what was given; everything that is wrong is told at once. */
final class SettingsReader {
  private static final SettingKind<Integer> WORKERS_HERE = SettingKind.number(0, 64);
  private static final SettingKind<Integer> WORKERS_IN_A_CLUSTER = SettingKind.number(0, 5000);

  private final SettingValues values;

  private SettingsReader(SettingValues values) {
    this.values = values;
  }

  /** Reads {@code environment}, and the file that it may name. */
  static Checked<Settings> read(Map<String, String> environment) {
    return read(SettingSources.of(environment).gather());
  }

  /** Reads what was given. */
  static Checked<Settings> read(GivenSettings given) {
    SettingValues values = new SettingValues(given);
    Settings settings = new SettingsReader(values).settings();
    values.refuseUnknown();
    return values.violations().isEmpty()
        ? Checked.valid(
            settings.given(new ShownSettings(given, values.defaults()).all(), given.ignored()))
        : new Checked.Invalid<>(values.violations());
  }

  /** What is wrong, in sentences for a person. */
  static String sentences(List<Violation> violations, String separator) {
    return violations.stream()
        .map(violation -> "Setting " + violation.sentence())
        .collect(Collectors.joining(separator));
  }

  private Settings settings() {
    boolean kubernetes = values.read(BuildCatalogue.USE_KUBERNETES);
    Path home = Path.of(values.environment().getOrDefault("HOME", System.getProperty("user.home")));
    return new Settings(
        server(),
        operation(),
        values.read(
            ServiceCatalogue.DATA_DIR, folder("XDG_DATA_HOME", home.resolve(".local/share"))),
        values.optional(
            ServiceCatalogue.UPLOADS_DIR, text -> Path.of(text).toAbsolutePath().normalize()),
        values.read(BuildCatalogue.ARCHIVE_ALLOWED_HOSTS, AllowedHosts.NONE),
        values.read(ServiceCatalogue.CACHE, folder("XDG_CACHE_HOME", home.resolve(".cache"))),
        kaniko(),
        images(),
        limits(),
        clocks(),
        redis(),
        values.group(
            BuildCatalogue.S3,
            given -> S3Settings.of(BuildCatalogue.S3.read(given), values.environment())),
        ClusterSettingsReader.read(values, kubernetes),
        kubernetes ? workers(WORKERS_IN_A_CLUSTER, 100) : workers(WORKERS_HERE, 1),
        !kubernetes && ClusterSettingsReader.hasLimits(values),
        Extensions.read(values, kubernetes),
        List.of(),
        Set.of());
  }

  private int workers(SettingKind<Integer> kind, int otherwise) {
    return values.read(BuildCatalogue.WORKERS, kind.parser(), otherwise);
  }

  private Path folder(String variable, Path otherwise) {
    String value = values.environment().getOrDefault(variable, "");
    return (value.isEmpty() ? otherwise : Path.of(value)).resolve("luna-builder");
  }

  private Settings.Server server() {
    return new Settings.Server(
        values.read(ServiceCatalogue.HOST),
        values.read(ServiceCatalogue.PORT),
        AccessReader.access(values),
        AccessReader.tls(values));
  }

  private Settings.Operation operation() {
    values.optional(ServiceCatalogue.LUNA_CONFIG);
    return new Settings.Operation(
        values.read(ServiceCatalogue.CONFIG_RELOAD),
        values.read(ServiceCatalogue.PULLING_TIME),
        values.read(ServiceCatalogue.LOG_LEVEL),
        values.read(ServiceCatalogue.LOG_FORMAT),
        values.read(ServiceCatalogue.SHUTDOWN_GRACE));
  }

  private Settings.Kaniko kaniko() {
    return new Settings.Kaniko(
        values.optional(BuildCatalogue.KANIKO_EXECUTOR),
        values.read(BuildCatalogue.KANIKO_IMAGE),
        values.read(
            BuildCatalogue.LOCK_FILE,
            Path.of(System.getProperty("java.io.tmpdir"), "luna-builder.lock")));
  }

  private Settings.Images images() {
    Set<String> insecure = values.read(BuildCatalogue.INSECURE_REGISTRIES, Set.of());
    Registry registry =
        values.optional(BuildCatalogue.REGISTRY, text -> SettingForms.registry(text, insecure));
    return new Settings.Images(registry, insecure, values.optional(BuildCatalogue.DOCKER_CONFIG));
  }

  private Settings.@Nullable Redis redis() {
    String prefix = values.read(StoreCatalogue.REDIS_PREFIX);
    RedisAddress address = values.group(StoreCatalogue.REDIS, RedisSettings::address);
    return address == null ? null : new Settings.Redis(address, prefix);
  }

  private Settings.Limits limits() {
    long usualLog =
        values.has(StoreCatalogue.REDIS)
            ? RedisStore.USUAL_LOG_BYTES
            : EmbeddedStore.USUAL_LOG_BYTES;
    return new Settings.Limits(
        values.read(BuildCatalogue.MAX_ARCHIVE),
        values.read(BuildCatalogue.MAX_CONTEXT),
        values.read(BuildCatalogue.MAX_CONTEXT_ENTRIES),
        values.read(StoreCatalogue.MAX_LOG, usualLog),
        values.read(BuildCatalogue.MAX_PENDING));
  }

  private Settings.Clocks clocks() {
    Duration keepBuilds = values.read(StoreCatalogue.KEEP_BUILDS);
    Settings.Clocks clocks =
        new Settings.Clocks(
            values.read(BuildCatalogue.QUEUE_TIMEOUT),
            values.read(BuildCatalogue.START_TIMEOUT),
            values.read(BuildCatalogue.BUILD_TIMEOUT),
            values.read(StoreCatalogue.LEASE),
            keepBuilds,
            values.read(StoreCatalogue.KEEP_LOGS, keepBuilds),
            values.read(StoreCatalogue.KEEP_UPLOADS));
    refuseWhatComesTooEarly(clocks);
    return clocks;
  }

  private void refuseWhatComesTooEarly(Settings.Clocks clocks) {
    if (clocks.keepUploads().compareTo(clocks.queue()) <= 0) {
      values.refuse(
          StoreCatalogue.KEEP_UPLOADS,
          "must be longer than LUNA_BUILDER_QUEUE_TIMEOUT: a build that waits needs its archive");
    }
    if (clocks.keepLogs().compareTo(clocks.keepBuilds()) > 0) {
      values.refuse(
          StoreCatalogue.KEEP_LOGS,
          "must be at most LUNA_BUILDER_KEEP_BUILDS: a log is forgotten with its build");
    }
    if (values.has(StoreCatalogue.KEEP_LOGS) && clocks.keepLogs().compareTo(clocks.build()) < 0) {
      values.refuse(
          StoreCatalogue.KEEP_LOGS,
          "must be at least LUNA_BUILDER_BUILD_TIMEOUT: a build can be silent for so long");
    }
  }
}
