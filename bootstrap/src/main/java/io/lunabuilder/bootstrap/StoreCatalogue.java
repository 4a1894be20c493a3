package io.lunabuilder.bootstrap;

import io.lunabuilder.application.setting.SettingKind;
import io.lunabuilder.redis.RedisAddress;
import io.lunabuilder.redis.RedisStore;
import java.time.Duration;
import java.util.Set;

/** Settings of where builds, logs and uploads are kept, and for how long. */
final class StoreCatalogue {
  static final Section STORE = new Section("What is kept, and where");

  static final SettingGroup REDIS =
      STORE.group(
          STORE
              .setting("LUNA_BUILDER_REDIS_DB_ADDRESS", SettingGroup.KEYS)
              .secret()
              .remedy(
                  "set it to redis://HOST:PORT, or leave it out to keep builds in the data folder")
              .meaning(
                  "Where Redis is, which several services share: a URL, JSON, or one variable for"
                      + " each key (below). Unset: builds are kept in the data folder."),
          RedisAddress.keys(),
          Set.of("PASSWORD", "SENTINEL__PASSWORD"));

  static final Setting<String> REDIS_PREFIX =
      STORE
          .setting(
              "LUNA_BUILDER_REDIS_PREFIX",
              new SettingKind<>("letters, digits, `.:_-`", SettingForms::prefix))
          .usually(RedisStore.USUAL_PREFIX)
          .meaning(
              "What all keys in Redis begin with; services with the same prefix share their"
                  + " builds.");

  static final Setting<Long> MAX_LOG =
      STORE
          .setting(
              "LUNA_BUILDER_MAX_LOG",
              SettingKind.BYTES.within("at least 64KiB", SettingForms::logBytes))
          .otherwise("`64MiB`; in Redis `16MiB`")
          .meaning("How much of a build's log is kept: its first eighth, and its end.");

  static final Setting<Duration> LEASE =
      STORE
          .setting(
              "LUNA_BUILDER_LEASE", SettingKind.TIME.within("at least 2s", SettingForms::lease))
          .usually("30s")
          .meaning(
              "How long a build stays with a service that is not heard of; then another one takes"
                  + " it over. The same for all that share builds.");

  static final Setting<Duration> KEEP_BUILDS =
      STORE
          .setting("LUNA_BUILDER_KEEP_BUILDS", SettingKind.TIME)
          .usually("30d")
          .live()
          .meaning("How long a finished build is remembered, with its image.");

  static final Setting<Duration> KEEP_LOGS =
      STORE
          .setting("LUNA_BUILDER_KEEP_LOGS", SettingKind.TIME)
          .otherwise("as long as builds")
          .remedy("leave it out to keep each log as long as its build")
          .live()
          .meaning(
              "How long a log is kept after its last line; at least `LUNA_BUILDER_BUILD_TIMEOUT`,"
                  + " at most `LUNA_BUILDER_KEEP_BUILDS`. In Redis a changed time counts for lines"
                  + " that come after it.");

  static final Setting<Duration> KEEP_UPLOADS =
      STORE
          .setting("LUNA_BUILDER_KEEP_UPLOADS", SettingKind.TIME)
          .usually("1d")
          .remedy("make it longer, or make LUNA_BUILDER_QUEUE_TIMEOUT shorter")
          .live()
          .meaning("How long an uploaded archive is kept; longer than a build may wait.");

  private StoreCatalogue() {}
}
