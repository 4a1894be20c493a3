package io.lunabuilder.bootstrap;

import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.redis.RedisAddress;
import io.lunabuilder.redis.RedisStore;
import io.lunabuilder.s3.S3Archives;
import io.lunabuilder.s3.S3Settings;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the servers answer that the settings name: Redis, S3 and the registry. Nothing is changed
 * in any of them.
 */
record ServerFindings(Settings settings) {

  /** None of those that are not set. */
  Stream<Finding> all() {
    return Stream.of(redis(), s3(), registry()).flatMap(Optional::stream);
  }

  private Optional<Finding> redis() {
    Settings.Redis redis = settings.redis();
    return Optional.ofNullable(redis)
        .map(Settings.Redis::address)
        .map(address ->
            finding(
                "redis",
                address.topology().toString(),
                problem(address),
                "LUNA_BUILDER_REDIS_DB_ADDRESS"));
  }

  private static Optional<String> problem(RedisAddress address) {
    try {
      RedisStore.reach(address);
      return Optional.empty();
    } catch (StoreUnavailableException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Finding> s3() {
    S3Settings s3 = settings.s3();
    return Optional.ofNullable(s3)
        .map(set ->
            finding(
                "s3",
                set.endpoint().toString(),
                S3Archives.in(set, settings.limits().fetchingFromS3()).problem(),
                "BUILDER_S3"));
  }

  private Optional<Finding> registry() {
    return Optional.ofNullable(settings.images().registry())
        .map(set ->
            finding(
                "registry",
                set.toString(),
                RegistryCheck.problem(settings),
                "LUNA_BUILDER_REGISTRY"));
  }

  private static Finding finding(
      String name, String place, Optional<String> problem, String setting) {
    return problem
        .map(told ->
            new Finding(name, place + ": " + told, "look at " + setting + ", and whether it runs"))
        .orElseGet(() -> Finding.well(name, place));
  }
}
