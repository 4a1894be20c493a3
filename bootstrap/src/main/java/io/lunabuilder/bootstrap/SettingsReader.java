package io.lunabuilder.bootstrap;

import io.lunabuilder.archive.AllowedHosts;
import io.lunabuilder.domain.Checked;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.domain.Violation;
import io.lunabuilder.embedded.EmbeddedStore;
import io.lunabuilder.kaniko.ExecutorPlaces;
import io.lunabuilder.kaniko.LocalBuilds;
import io.lunabuilder.redis.RedisStore;
import io.lunabuilder.s3.S3Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes {@link Settings} of the environment; everything that is wrong is told at once. */
final class SettingsReader {
  private static final String PREFIX = "LUNA_BUILDER_";
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);

  /** Read elsewhere: by the command line and by the launcher. */
  private static final Set<String> FOREIGN =
      Set.of("LUNA_BUILDER_SERVER", "LUNA_BUILDER_HOME", "LUNA_BUILDER_OPTS");

  private static final Pattern COMMA = Pattern.compile("[,\\s]+");

  private static final SettingGroup S3 = new SettingGroup("BUILDER_S3", S3Settings.keys());

  private final Map<String, String> values;
  private final Set<String> asked = new TreeSet<>(FOREIGN);
  private final List<Violation> violations = new ArrayList<>();

  private SettingsReader(Map<String, String> values) {
    this.values = values;
  }

  /** Names of all settings of this program, as in the environment, without keys of groups. */
  static Set<String> names() {
    SettingsReader reader = new SettingsReader(Map.of());
    reader.settings();
    Set<String> names = new TreeSet<>(reader.asked);
    names.removeAll(FOREIGN);
    names.removeIf(name -> name.contains("__"));
    names.add("USE_KUBERNETES");
    return names;
  }

  /** Reads {@code values}, which are named as in the environment. */
  static Checked<Settings> read(Map<String, String> values) {
    SettingsReader reader = new SettingsReader(values);
    Settings settings = reader.settings();
    reader.refuseUnknown();
    return reader.violations.isEmpty()
        ? Checked.valid(settings)
        : new Checked.Invalid<>(reader.violations);
  }

  private Settings settings() {
    refuseKubernetes();
    Path home = Path.of(values.getOrDefault("HOME", System.getProperty("user.home")));
    return new Settings(
        server(),
        read("DATA_DIR", Path::of, folder("XDG_DATA_HOME", home.resolve(".local/share"))),
        optional("UPLOADS_DIR", text -> Path.of(text).toAbsolutePath().normalize()),
        read("ARCHIVE_ALLOWED_HOSTS", text -> AllowedHosts.of(list(text)), AllowedHosts.NONE),
        read("CACHE", Path::of, folder("XDG_CACHE_HOME", home.resolve(".cache"))),
        kaniko(),
        images(),
        limits(),
        clocks(),
        redis(),
        s3(),
        (int) number("WORKERS", 1, 0, 64),
        has("BUILD_LIMITS"));
  }

  private Path folder(String variable, Path otherwise) {
    String value = values.get(variable);
    Path parent = value == null || value.isEmpty() ? otherwise : Path.of(value);
    return parent.resolve("luna-builder");
  }

  private Settings.Server server() {
    return new Settings.Server(
        read("HOST", Function.identity(), "127.0.0.1"), (int) number("PORT", 8080, 0, 65535));
  }

  private Settings.Kaniko kaniko() {
    return new Settings.Kaniko(
        optional("KANIKO_EXECUTOR", SettingsReader::executable),
        read("KANIKO_IMAGE", Function.identity(), ExecutorPlaces.DEFAULT_IMAGE),
        read(
            "LOCK_FILE",
            Path::of,
            Path.of(System.getProperty("java.io.tmpdir"), "luna-builder.lock")));
  }

  private Settings.Images images() {
    Set<String> insecure = read("INSECURE_REGISTRIES", SettingsReader::hosts, Set.of());
    return new Settings.Images(
        optional("REGISTRY", text -> registry(text, insecure)),
        insecure,
        optional("DOCKER_CONFIG", SettingsReader::readable));
  }

  private static Registry registry(String text, Set<String> insecure) {
    Registry registry = parsed(text);
    String host = registry.host();
    if (LocalBuilds.speaksPlainTo(host) && insecure.stream().noneMatch(host::equalsIgnoreCase)) {
      throw new IllegalArgumentException(
          "is at a private address, where kaniko does not insist on TLS: name it by a DNS name, or"
              + " list it in LUNA_BUILDER_INSECURE_REGISTRIES");
    }
    return registry;
  }

  private static Set<String> hosts(String list) {
    return list(list).stream()
        .map(host -> parsed(host).host())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> list(String text) {
    return COMMA.splitAsStream(text).filter(entry -> !entry.isEmpty()).toList();
  }

  private static Registry parsed(String text) {
    return switch (Registry.parse("", text)) {
      case Checked.Valid<Registry>(Registry registry) -> registry;
      case Checked.Invalid<Registry>(List<Violation> violations) ->
          throw new IllegalArgumentException(violations.getFirst().problem());
    };
  }

  private static Path readable(String text) {
    return required(Path.of(text), Files::isReadable, "is no file that can be read");
  }

  private static Path executable(String text) {
    return required(Path.of(text), Files::isExecutable, "is no file that can be executed");
  }

  private static Path required(Path file, Predicate<Path> rule, String problem) {
    if (!Files.isRegularFile(file) || !rule.test(file)) {
      throw new IllegalArgumentException(problem);
    }
    return file;
  }

  private Settings.@Nullable Redis redis() {
    String prefix = read("REDIS_PREFIX", SettingsReader::prefix, RedisStore.USUAL_PREFIX);
    Map<String, String> given = new HashMap<>();
    for (String name : RedisSettings.NAMES) {
      if (has(name)) {
        given.put(name, values.getOrDefault(PREFIX + name, ""));
      }
    }
    if (given.isEmpty()) {
      return null;
    }
    try {
      return new Settings.Redis(RedisSettings.address(given), prefix);
    } catch (IllegalArgumentException e) {
      // What was given may hold a password.
      refuse(RedisSettings.ADDRESS, "", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable S3Settings s3() {
    Map<String, String> given = new HashMap<>();
    for (String name : S3.names()) {
      asked.add(name);
      if (!values.getOrDefault(name, "").isEmpty()) {
        given.put(name, values.getOrDefault(name, ""));
      }
    }
    try {
      return given.isEmpty() ? null : S3Settings.of(S3.read(given), values);
    } catch (IllegalArgumentException e) {
      // What was given may hold a secret.
      violations.add(
          new Violation(
              S3.name(), "", String.valueOf(e.getMessage()), SettingRemedies.of(S3.name())));
      return null;
    }
  }

  private static String prefix(String text) {
    RedisStore.checkPrefix(text);
    return text;
  }

  private Settings.Limits limits() {
    return new Settings.Limits(
        read("MAX_ARCHIVE", Quantities::bytes, 10L << 30),
        read("MAX_CONTEXT", Quantities::bytes, 20L << 30),
        (int) number("MAX_CONTEXT_ENTRIES", 500_000, 1, Integer.MAX_VALUE),
        read("MAX_LOG", SettingsReader::logBytes, usualLogBytes()));
  }

  private long usualLogBytes() {
    boolean inRedis = RedisSettings.NAMES.stream().anyMatch(this::has);
    return inRedis ? RedisStore.USUAL_LOG_BYTES : EmbeddedStore.USUAL_LOG_BYTES;
  }

  private static long logBytes(String text) {
    long bytes = Quantities.bytes(text);
    if (bytes < EmbeddedStore.SMALLEST_LOG_BYTES) {
      throw new IllegalArgumentException("must be at least 64KiB");
    }
    return bytes;
  }

  private Settings.Clocks clocks() {
    Settings.Clocks clocks = readClocks();
    if (clocks.keepUploads().compareTo(clocks.queue()) <= 0) {
      refuse(
          "KEEP_UPLOADS",
          values.getOrDefault(PREFIX + "KEEP_UPLOADS", ""),
          "must be longer than LUNA_BUILDER_QUEUE_TIMEOUT: a build that waits needs its archive");
    }
    if (clocks.keepLogs().compareTo(clocks.keepBuilds()) > 0) {
      refuse(
          "KEEP_LOGS",
          values.getOrDefault(PREFIX + "KEEP_LOGS", ""),
          "must be at most LUNA_BUILDER_KEEP_BUILDS: a log is forgotten with its build");
    }
    if (has("KEEP_LOGS") && clocks.keepLogs().compareTo(clocks.build()) < 0) {
      refuse(
          "KEEP_LOGS",
          values.getOrDefault(PREFIX + "KEEP_LOGS", ""),
          "must be at least LUNA_BUILDER_BUILD_TIMEOUT: a build can be silent for so long");
    }
    return clocks;
  }

  private Settings.Clocks readClocks() {
    Duration keepBuilds = read("KEEP_BUILDS", Quantities::duration, Duration.ofDays(30));
    return new Settings.Clocks(
        read("QUEUE_TIMEOUT", Quantities::duration, Duration.ofHours(6)),
        read("START_TIMEOUT", Quantities::duration, Duration.ofMinutes(10)),
        read("BUILD_TIMEOUT", Quantities::duration, Duration.ofHours(1)),
        read("LEASE", SettingsReader::lease, Duration.ofSeconds(30)),
        keepBuilds,
        read("KEEP_LOGS", Quantities::duration, keepBuilds),
        read("KEEP_UPLOADS", Quantities::duration, Duration.ofDays(1)));
  }

  /** A runner renews its lease three times while that lasts, over a network that may be slow. */
  private static Duration lease(String text) {
    Duration lease = Quantities.duration(text);
    if (lease.compareTo(SHORTEST_LEASE) < 0) {
      throw new IllegalArgumentException("must be at least " + SHORTEST_LEASE.toSeconds() + "s");
    }
    return lease;
  }

  /** R12: this version builds without Kubernetes. */
  private void refuseKubernetes() {
    String value = values.getOrDefault("USE_KUBERNETES", "0");
    if (!Set.of("", "0", "false").contains(value)) {
      violations.add(
          new Violation(
              "USE_KUBERNETES",
              value,
              "cannot be switched on: this version builds with local kaniko only",
              "set it to 0, or leave it out"));
    }
  }

  private boolean has(String name) {
    asked.add(PREFIX + name);
    return !values.getOrDefault(PREFIX + name, "").isEmpty();
  }

  private <T> T read(String name, Function<String, T> parser, T otherwise) {
    T value = optional(name, parser);
    return value == null ? otherwise : value;
  }

  private <T> @Nullable T optional(String name, Function<String, T> parser) {
    if (!has(name)) {
      return null;
    }
    String text = values.getOrDefault(PREFIX + name, "");
    try {
      return parser.apply(text);
    } catch (InvalidPathException e) {
      refuse(name, text, "is not a path");
    } catch (IllegalArgumentException e) {
      refuse(name, text, String.valueOf(e.getMessage()));
    }
    return null;
  }

  private long number(String name, long otherwise, long least, long most) {
    String range = "must be a number from " + least + " to " + most;
    return read(
        name,
        text -> {
          try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
              return number;
            }
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException(range, e);
          }
          throw new IllegalArgumentException(range);
        },
        otherwise);
  }

  private void refuse(String name, String text, String problem) {
    violations.add(new Violation(PREFIX + name, text, problem, SettingRemedies.of(name)));
  }

  private void refuseUnknown() {
    values.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) || name.startsWith(S3.name()))
        .filter(name -> !asked.contains(name))
        .sorted()
        .forEach(name ->
            violations.add(
                new Violation(
                    name, "", "is not a setting", "use one of " + String.join(", ", asked))));
  }
}
