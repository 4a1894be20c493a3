package io.lunabuilder.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Programs and images that tests use and {@code dev/setup} gets. A test that misses one is skipped,
 * and its report says what is missing.
 */
public final class RealParts {
  private RealParts() {}

  /** Kaniko's executor. */
  public static Path kaniko() {
    return part("LUNA_TEST_KANIKO", "kaniko's executor");
  }

  /** A Debian with Python, as {@code docker save} writes it. */
  public static Path debian() {
    return part("LUNA_TEST_BASE_IMAGE", "the base image");
  }

  /** A busybox, as {@code docker save} writes it. */
  public static Path busybox() {
    return part("LUNA_TEST_TINY_IMAGE", "the tiny image");
  }

  /** What makes calls, right and wrong ones, of a description of an API. */
  public static Path schemathesis() {
    return part("LUNA_TEST_SCHEMATHESIS", "Schemathesis");
  }

  /** A server that speaks the protocol of S3. */
  static Path minio() {
    return part("LUNA_TEST_MINIO", "MinIO");
  }

  /** A proxy that makes connections slow, or cuts them. */
  static Path toxiproxy() {
    return part("LUNA_TEST_TOXIPROXY", "Toxiproxy");
  }

  /** What installs charts into a cluster. */
  public static Path helm() {
    return part("LUNA_TEST_HELM", "Helm");
  }

  /** The tool that checks metrics, rules and alerts as Prometheus understands them. */
  public static Path promtool() {
    return part("LUNA_TEST_PROMTOOL", "promtool");
  }

  /** A browser. */
  public static Path chromium() {
    return part("LUNA_TEST_CHROMIUM", "Chromium");
  }

  /** A shell. */
  public static Path zsh() {
    return part("LUNA_TEST_ZSH", "zsh");
  }

  /** Another shell. */
  public static Path fish() {
    return part("LUNA_TEST_FISH", "fish");
  }

  /** The tool that shows and checks manual pages. */
  public static Path mandoc() {
    return part("LUNA_TEST_MANDOC", "mandoc");
  }

  /** The tool of util-linux that runs a program in a terminal of its own. */
  public static Path script() {
    return part("LUNA_TEST_SCRIPT", "script");
  }

  /** What starts the services of a file together. */
  public static Path compose() {
    return part("LUNA_TEST_COMPOSE", "docker-compose");
  }

  /** Name of an image with {@code redis-server} and {@code redis-cli} that Docker has. */
  public static String redisImage() {
    Optional<String> image = Optional.ofNullable(System.getenv("LUNA_TEST_REDIS_IMAGE"));
    assumeTrue(
        image.isPresent(),
        "Redis is missing: LUNA_TEST_REDIS_IMAGE names no image (dev/setup makes it)");
    return image.orElseThrow();
  }

  private static Path part(String variable, String what) {
    Optional<Path> path = Optional.ofNullable(System.getenv(variable)).map(Path::of);
    assumeTrue(
        path.filter(Files::isRegularFile).isPresent(),
        what + " is missing: " + variable + " names no file (dev/setup makes it)");
    return path.orElseThrow();
  }
}
