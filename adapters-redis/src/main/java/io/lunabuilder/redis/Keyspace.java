package io.lunabuilder.redis;

import io.lunabuilder.domain.BuildId;

/**
 * Names of keys and channels. All builds and their queue are in one slot of a cluster, since one
 * step changes several of their keys; each log is in a slot of its own.
 *
 * @param prefix the first word of each; services that share it share their builds
 */
record Keyspace(String prefix) {

  Keyspace {
    RedisStore.checkPrefix(prefix);
  }

  /** What all keys of builds begin with. */
  String builds() {
    return "{" + prefix + "}";
  }

  /** The key of a build's text. */
  String build(BuildId id) {
    return builds() + ":build:" + id;
  }

  /** What all keys of a log begin with. */
  String log(BuildId id) {
    return prefix + ":log:{" + id + "}";
  }

  /** The channel of changed builds. */
  String changes() {
    return builds() + ":changes";
  }

  /** The channel of builds that can be claimed. */
  String work() {
    return builds() + ":work";
  }

  /** The channel of logs that grew. */
  String logChanges() {
    return prefix + ":logs";
  }
}
