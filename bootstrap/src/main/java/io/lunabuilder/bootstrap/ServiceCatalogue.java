package io.lunabuilder.bootstrap;

import io.lunabuilder.application.setting.SettingKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Settings of the service as such. */
final class ServiceCatalogue {
  static final Section SERVICE = new Section("The service");

  private static final String FOLDER_REMEDY =
      "set it to a folder that this user may write, or leave it out for the default";

  static final Setting<Path> CONFIG =
      SERVICE
          .setting("LUNA_BUILDER_CONFIG", SettingKind.FILE)
          .remedy("set it to a .conf file that this user may read, or leave it out to read none")
          .meaning("A `.conf` file with settings (below); `serve --config` wins.");

  static final Setting<List<URI>> LUNA_CONFIG =
      SERVICE
          .setting(
              "LUNA_BUILDER_LUNA_CONFIG", new SettingKind<>("list of URLs", SettingForms::urls))
          .remedy(
              "set it to such URLs, for example \"http://configurator:5070/1\", or leave it out")
          .meaning(
              "A Luna-Configurator that tells settings (below): `http://HOST:5070/1`; several"
                  + " addresses are asked one after the other. `serve --luna-config` wins.");

  static final Setting<Boolean> CONFIG_RELOAD =
      SERVICE
          .setting("LUNA_BUILDER_CONFIG_RELOAD", SettingKind.SWITCH)
          .usually("0")
          .meaning(
              "`1`: settings are read again while the service runs, and those that are live take"
                  + " effect; `serve --config-reload`.");

  static final Setting<Duration> PULLING_TIME =
      SERVICE
          .setting("LUNA_BUILDER_PULLING_TIME", SettingKind.TIME)
          .usually("10s")
          .live()
          .meaning("How long after the last time they are read again; `serve --pulling-time`.");

  static final Setting<String> LOG_LEVEL =
      SERVICE
          .setting("LUNA_BUILDER_LOG_LEVEL", LogLevels.KIND)
          .usually("info")
          .live()
          .meaning("Lines of the log below this level are left out.");

  static final Setting<LogFormat> LOG_FORMAT =
      SERVICE
          .setting("LUNA_BUILDER_LOG_FORMAT", LogFormat.KIND)
          .usually("text")
          .meaning(
              "`json`: each line of the log is one JSON object; see [monitoring](monitoring.md).");

  static final Setting<Duration> SHUTDOWN_GRACE =
      SERVICE
          .setting("LUNA_BUILDER_SHUTDOWN_GRACE", SettingKind.TIME_OR_ZERO)
          .usually("0")
          .live()
          .meaning(
              "How long builds on this machine may go on when the service is told to end. What runs"
                  + " then is handed back, and begins anew when a service runs again. Pods go on"
                  + " without the service.");

  static final Setting<String> HOST =
      SERVICE
          .setting("LUNA_BUILDER_HOST", SettingKind.TEXT)
          .usually("127.0.0.1")
          .meaning("Address to listen on; `serve --host` wins.");

  static final Setting<Integer> PORT =
      SERVICE
          .setting("LUNA_BUILDER_PORT", SettingKind.number(0, 65535))
          .usually("8080")
          .meaning("Port to listen on (0: any free one); `serve --port` wins.");

  static final Setting<Path> DATA_DIR =
      SERVICE
          .setting("LUNA_BUILDER_DATA_DIR", SettingKind.PATH)
          .otherwise("`$XDG_DATA_HOME/luna-builder`, else `~/.local/share/luna-builder`")
          .remedy(FOLDER_REMEDY)
          .meaning("Everything durable; `--data-dir` wins.");

  static final Setting<Path> UPLOADS_DIR =
      SERVICE
          .setting("LUNA_BUILDER_UPLOADS_DIR", SettingKind.PATH)
          .otherwise("`uploads` in the data folder")
          .remedy(FOLDER_REMEDY)
          .meaning(
              "Archives that callers sent. Services that share builds in Redis share this folder"
                  + " too, or take links only.");

  static final Setting<Path> CACHE =
      SERVICE
          .setting("LUNA_BUILDER_CACHE", SettingKind.PATH)
          .otherwise("`$XDG_CACHE_HOME/luna-builder`, else `~/.cache/luna-builder`")
          .remedy(FOLDER_REMEDY)
          .meaning("Tools that were built or fetched once.");

  private ServiceCatalogue() {}
}
