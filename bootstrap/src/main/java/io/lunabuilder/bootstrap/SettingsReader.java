package io.lunabuilder.bootstrap;

import io.lunabuilder.archive.AllowedHosts;
import io.lunabuilder.domain.Checked;
import io.lunabuilder.domain.Violation;
import io.lunabuilder.embedded.EmbeddedStore;
import io.lunabuilder.kaniko.ExecutorPlaces;
import io.lunabuilder.redis.RedisAddress;
import io.lunabuilder.redis.RedisStore;
import io.lunabuilder.s3.S3Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes {@link Settings} of the environment; everything that is wrong is told at once. */
final class SettingsReader {
  private static final String KUBERNETES = "USE_KUBERNETES";
  private static final SettingGroup S3 = new SettingGroup("BUILDER_S3", S3Settings.keys());

  /** Read elsewhere: by the command line and by the launcher. */
  private static final Set<String> FOREIGN =
      Set.of("LUNA_BUILDER_SERVER", "LUNA_BUILDER_HOME", "LUNA_BUILDER_OPTS");

  private final SettingValues values;

  private SettingsReader(SettingValues values) {
    this.values = values;
    FOREIGN.forEach(values::variable);
  }

  /** Names of all settings of this program, as in the environment, without keys of groups. */
  static Set<String> names() {
    SettingValues none = new SettingValues(Map.of());
    new SettingsReader(none).settings();
    Set<String> names = none.asked();
    names.removeAll(FOREIGN);
    names.removeIf(name -> name.contains("__"));
    return names;
  }

  /** Reads {@code environment}. */
  static Checked<Settings> read(Map<String, String> environment) {
    SettingValues values = new SettingValues(environment);
    Settings settings = new SettingsReader(values).settings();
    values.refuseUnknown(Set.of("LUNA_BUILDER_", S3.name()));
    return values.violations().isEmpty()
        ? Checked.valid(settings)
        : new Checked.Invalid<>(values.violations());
  }

  private Settings settings() {
    boolean kubernetes = usesKubernetes();
    Path home = Path.of(values.all().getOrDefault("HOME", System.getProperty("user.home")));
    return new Settings(
        server(),
        values.read("DATA_DIR", Path::of, folder("XDG_DATA_HOME", home.resolve(".local/share"))),
        values.optional("UPLOADS_DIR", text -> Path.of(text).toAbsolutePath().normalize()),
        values.read(
            "ARCHIVE_ALLOWED_HOSTS",
            text -> AllowedHosts.of(SettingForms.list(text)),
            AllowedHosts.NONE),
        values.read("CACHE", Path::of, folder("XDG_CACHE_HOME", home.resolve(".cache"))),
        kaniko(),
        images(),
        limits(),
        clocks(),
        redis(),
        values.group(S3, given -> S3Settings.of(S3.read(given), values.all())),
        ClusterSettingsReader.read(values, kubernetes),
        kubernetes ? values.number("WORKERS", 100, 0, 5000) : values.number("WORKERS", 1, 0, 64),
        !kubernetes && ClusterSettingsReader.hasLimits(values));
  }

  /** R4, R12. */
  private boolean usesKubernetes() {
    String value = values.variable(KUBERNETES);
    boolean yes = Set.of("1", "true").contains(value);
    if (!yes && !Set.of("", "0", "false").contains(value)) {
      values.refuse(
          new Violation(
              KUBERNETES,
              value,
              "must be 1 or 0",
              "set it to 1 to build in Kubernetes, or leave it out to build here"));
    }
    return yes;
  }

  private Path folder(String variable, Path otherwise) {
    String value = values.all().getOrDefault(variable, "");
    return (value.isEmpty() ? otherwise : Path.of(value)).resolve("luna-builder");
  }

  private Settings.Server server() {
    return new Settings.Server(
        values.read("HOST", Function.identity(), "127.0.0.1"),
        values.number("PORT", 8080, 0, 65535));
  }

  private Settings.Kaniko kaniko() {
    return new Settings.Kaniko(
        values.optional("KANIKO_EXECUTOR", SettingForms::executable),
        values.read("KANIKO_IMAGE", Function.identity(), ExecutorPlaces.DEFAULT_IMAGE),
        values.read(
            "LOCK_FILE",
            Path::of,
            Path.of(System.getProperty("java.io.tmpdir"), "luna-builder.lock")));
  }

  private Settings.Images images() {
    Set<String> insecure = values.read("INSECURE_REGISTRIES", SettingForms::hosts, Set.of());
    return new Settings.Images(
        values.optional("REGISTRY", text -> SettingForms.registry(text, insecure)),
        insecure,
        values.optional("DOCKER_CONFIG", SettingForms::readable));
  }

  private Settings.@Nullable Redis redis() {
    String prefix = values.read("REDIS_PREFIX", SettingForms::prefix, RedisStore.USUAL_PREFIX);
    RedisAddress address = values.group(RedisSettings.GROUP, RedisSettings::address);
    return address == null ? null : new Settings.Redis(address, prefix);
  }

  private Settings.Limits limits() {
    long usualLog =
        values.has(RedisSettings.GROUP)
            ? RedisStore.USUAL_LOG_BYTES
            : EmbeddedStore.USUAL_LOG_BYTES;
    return new Settings.Limits(
        values.read("MAX_ARCHIVE", Quantities::bytes, 10L << 30),
        values.read("MAX_CONTEXT", Quantities::bytes, 20L << 30),
        values.number("MAX_CONTEXT_ENTRIES", 500_000, 1, Integer.MAX_VALUE),
        values.read("MAX_LOG", SettingForms::logBytes, usualLog));
  }

  private Settings.Clocks clocks() {
    Duration keepBuilds = values.read("KEEP_BUILDS", Quantities::duration, Duration.ofDays(30));
    Settings.Clocks clocks =
        new Settings.Clocks(
            values.read("QUEUE_TIMEOUT", Quantities::duration, Duration.ofHours(6)),
            values.read("START_TIMEOUT", Quantities::duration, Duration.ofMinutes(10)),
            values.read("BUILD_TIMEOUT", Quantities::duration, Duration.ofHours(1)),
            values.read("LEASE", SettingForms::lease, Duration.ofSeconds(30)),
            keepBuilds,
            values.read("KEEP_LOGS", Quantities::duration, keepBuilds),
            values.read("KEEP_UPLOADS", Quantities::duration, Duration.ofDays(1)));
    refuseWhatComesTooEarly(clocks);
    return clocks;
  }

  private void refuseWhatComesTooEarly(Settings.Clocks clocks) {
    if (clocks.keepUploads().compareTo(clocks.queue()) <= 0) {
      values.refuse(
          "KEEP_UPLOADS",
          "must be longer than LUNA_BUILDER_QUEUE_TIMEOUT: a build that waits needs its archive");
    }
    if (clocks.keepLogs().compareTo(clocks.keepBuilds()) > 0) {
      values.refuse(
          "KEEP_LOGS",
          "must be at most LUNA_BUILDER_KEEP_BUILDS: a log is forgotten with its build");
    }
    if (values.has("KEEP_LOGS") && clocks.keepLogs().compareTo(clocks.build()) < 0) {
      values.refuse(
          "KEEP_LOGS",
          "must be at least LUNA_BUILDER_BUILD_TIMEOUT: a build can be silent for so long");
    }
  }
}
