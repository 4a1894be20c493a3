package io.lunabuilder.bootstrap;

import io.lunabuilder.application.setting.SettingKind;
import io.lunabuilder.archive.AllowedHosts;
import io.lunabuilder.kaniko.ExecutorPlaces;
import io.lunabuilder.s3.S3Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Settings of builds: where they run, what they take, and where their images go. */
final class BuildCatalogue {
  static final Section BUILDS = new Section("Builds");
  static final Section IMAGES = new Section("Images and registries");
  static final Section ARCHIVES = new Section("Archives");
  static final Section LOCAL = new Section("Builds on this machine");

  static final Setting<Boolean> USE_KUBERNETES =
      BUILDS
          .setting("USE_KUBERNETES", SettingKind.SWITCH)
          .usually("0")
          .remedy("set it to 1 to build in Kubernetes, or leave it out to build here")
          .meaning(
              "`1`: builds run in pods of a cluster (see [Kubernetes](kubernetes.md)); `0`: on this"
                  + " machine.");

  static final Setting<Integer> WORKERS =
      BUILDS
          .setting(
              "LUNA_BUILDER_WORKERS",
              new SettingKind<>("0 to 64; with Kubernetes to 5000", Integer::parseInt))
          .otherwise("`1`; `100` with Kubernetes")
          .meaning(
              "Builds that this process takes at a time. 0 only serves the API, and says so at"
                  + " start: what it accepts waits for a process with workers; the command `build`"
                  + " refuses it. On this machine one runs at a time all the same.");

  static final Setting<Integer> MAX_PENDING =
      BUILDS
          .setting("LUNA_BUILDER_MAX_PENDING", SettingKind.number(1, 1_000_000))
          .usually("10000")
          .live()
          .meaning(
              "Builds that may wait. Further ones are refused with 429 until some have begun.");

  static final Setting<Duration> QUEUE_TIMEOUT =
      BUILDS
          .setting("LUNA_BUILDER_QUEUE_TIMEOUT", SettingKind.TIME)
          .usually("6h")
          .live()
          .meaning("How long a build may wait for its turn.");

  static final Setting<Duration> START_TIMEOUT =
      BUILDS
          .setting("LUNA_BUILDER_START_TIMEOUT", SettingKind.TIME)
          .usually("10m")
          .live()
          .meaning("How long an attempt may take until its first step runs.");

  static final Setting<Duration> BUILD_TIMEOUT =
      BUILDS
          .setting("LUNA_BUILDER_BUILD_TIMEOUT", SettingKind.TIME)
          .usually("1h")
          .live()
          .meaning("How long an attempt may take; also the longest `timeout` of a request.");

  static final Setting<String> REGISTRY =
      IMAGES
          .setting("LUNA_BUILDER_REGISTRY", new SettingKind<>("`HOST[:PORT][/PATH]`", text -> text))
          .remedy(
              "set it to HOST[:PORT][/PATH], for example \"registry.example.com/team\", or leave it"
                  + " out to keep images as files")
          .liveWhileSet()
          .meaning(
              "Where images are pushed, the host with a dot or a port. At a private address"
                  + " (`localhost:5000`, `10.0.0.5`, `….local`) it must be listed below, since"
                  + " kaniko does not insist on TLS there. Unset: images are kept as files.");

  static final Setting<Set<String>> INSECURE_REGISTRIES =
      IMAGES
          .setting(
              "LUNA_BUILDER_INSECURE_REGISTRIES",
              new SettingKind<>("list of `HOST[:PORT]`", SettingForms::hosts))
          .remedy(
              "set it to hosts with their ports, for example \"registry.local:5000,10.0.0.5\", or"
                  + " leave it out to speak TLS to all")
          .live()
          .meaning(
              "Hosts that may be spoken to without TLS or with an untrusted certificate. A base"
                  + " image from a private address that is not listed is refused.");

  static final Setting<Path> DOCKER_CONFIG =
      IMAGES
          .setting("LUNA_BUILDER_DOCKER_CONFIG", SettingKind.FILE)
          .remedy(
              "set it to a docker config.json that this user may read, or leave it out to use no"
                  + " credentials")
          .live()
          .meaning(
              "A docker `config.json` with credentials for registries. Steps of a build can read"
                  + " it: see [local-mode.md](local-mode.md).");

  static final SettingGroup S3 =
      ARCHIVES.group(
          ARCHIVES
              .setting("BUILDER_S3", SettingGroup.KEYS)
              .secret()
              .remedy(
                  "set it to such keys, for example {\"HOST\": \"https://s3.example.com\","
                      + " \"BUCKET\": \"archives\"}, or leave it out to read no archives from S3")
              .liveWhileSet()
              .meaning(
                  "A bucket of S3 from which archives can come: JSON, or a variable for each key"
                      + " (`BUILDER_S3__HOST`); see [S3](s3.md)."),
          S3Settings.keys(),
          Set.of("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"));

  static final Setting<AllowedHosts> ARCHIVE_ALLOWED_HOSTS =
      ARCHIVES
          .setting(
              "LUNA_BUILDER_ARCHIVE_ALLOWED_HOSTS",
              new SettingKind<>("list of hosts", text -> AllowedHosts.of(SettingForms.list(text))))
          .remedy(
              "set it to names, addresses or blocks, for example"
                  + " \"files.corp,*.lab.corp,10.1.0.0/16\", or leave it out for public hosts alone")
          .live()
          .meaning(
              "Hosts with private addresses that links to archives may lead to: names,"
                  + " `*.example.com`, addresses, blocks such as `10.1.0.0/16`. Public hosts need"
                  + " not be named; see [archives](archives.md).");

  static final Setting<Long> MAX_ARCHIVE =
      ARCHIVES
          .setting("LUNA_BUILDER_MAX_ARCHIVE", SettingKind.BYTES)
          .usually("10GiB")
          .live()
          .meaning("Largest archive that is taken.");

  static final Setting<Long> MAX_CONTEXT =
      ARCHIVES
          .setting("LUNA_BUILDER_MAX_CONTEXT", SettingKind.BYTES)
          .usually("20GiB")
          .live()
          .meaning("How much an archive may unpack to.");

  static final Setting<Integer> MAX_CONTEXT_ENTRIES =
      ARCHIVES
          .setting("LUNA_BUILDER_MAX_CONTEXT_ENTRIES", SettingKind.number(1, Integer.MAX_VALUE))
          .usually("500000")
          .live()
          .meaning("Files, folders and links that an archive may hold.");

  static final Setting<Path> KANIKO_EXECUTOR =
      LOCAL
          .setting("LUNA_BUILDER_KANIKO_EXECUTOR", SettingKind.PROGRAM)
          .remedy("set it to the path of kaniko's executor, or leave it out to have one looked for")
          .meaning(
              "Path of kaniko's executor; a program that does not say it is kaniko is refused."
                  + " Unset: looked for in `PATH`, then in the cache, then built by Go, then taken"
                  + " out of the image below by Docker.");

  static final Setting<String> KANIKO_IMAGE =
      LOCAL
          .setting("LUNA_BUILDER_KANIKO_IMAGE", SettingKind.TEXT)
          .usually(ExecutorPlaces.DEFAULT_IMAGE)
          .meaning("An image that has the executor.");

  static final Setting<Path> LOCK_FILE =
      LOCAL
          .setting("LUNA_BUILDER_LOCK_FILE", SettingKind.PATH)
          .otherwise("`luna-builder.lock` in the folder for temporary files")
          .remedy("set it to a file that this user may write, or leave it out for the default")
          .meaning("Held while a build runs: whoever shares it builds one at a time.");

  private BuildCatalogue() {}
}
