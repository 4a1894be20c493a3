package io.lunabuilder.bootstrap;

/** What to do about a setting whose value cannot be used, where the problem alone does not say. */
final class SettingRemedies {
  private SettingRemedies() {}

  /**
   * One remedy, to stand behind the problem.
   *
   * @param name without its prefix; of a group, the whole name
   */
  static String of(String name) {
    return switch (name) {
      case "KANIKO_EXECUTOR" ->
          "set it to the path of kaniko's executor, or leave it out to have one looked for";
      case "DOCKER_CONFIG" ->
          "set it to a docker config.json that this user may read, or leave it out to use no"
              + " credentials";
      case "REGISTRY" ->
          "set it to HOST[:PORT][/PATH], for example \"registry.example.com/team\", or leave it out"
              + " to keep images as files";
      case "INSECURE_REGISTRIES" ->
          "set it to hosts with their ports, for example \"registry.local:5000,10.0.0.5\", or leave"
              + " it out to speak TLS to all";
      case "ARCHIVE_ALLOWED_HOSTS" ->
          "set it to names, addresses or blocks, for example \"files.corp,*.lab.corp,10.1.0.0/16\", or"
              + " leave it out for public hosts alone";
      case "DATA_DIR", "UPLOADS_DIR", "CACHE" ->
          "set it to a folder that this user may write, or leave it out for the default";
      case "LOCK_FILE" ->
          "set it to a file that this user may write, or leave it out for the default";
      case "KEEP_LOGS" -> "leave it out to keep each log as long as its build";
      case "KEEP_UPLOADS" -> "make it longer, or make LUNA_BUILDER_QUEUE_TIMEOUT shorter";
      case "BUILDER_S3" ->
          "set it to such keys, for example {\"HOST\": \"https://s3.example.com\", \"BUCKET\":"
              + " \"archives\"}, or leave it out to read no archives from S3";
      case "LUNA_BUILDER_REDIS_DB_ADDRESS" ->
          "set it to redis://HOST:PORT, or leave it out to keep builds in the data folder";
      default -> "set it to such a value, or leave it out for the default";
    };
  }
}
