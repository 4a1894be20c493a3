package io.lunabuilder.s3;

import io.lunabuilder.application.setting.SettingKeys;
import io.lunabuilder.s3.S3Settings.Signature;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Settings of S3 as single keys, which have the names that the product's family gives them. */
final class S3Keys {
  static final Set<String> NAMES =
      Set.of(
          "HOST",
          "REGION",
          "BUCKET",
          "AWS_PUBLIC_ACCESS_KEY",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "CREDENTIALS_FILE",
          "PROFILE",
          "AUTHORIZATION_SIGNATURE",
          "ADDRESSING",
          "VERIFY_SSL",
          "CA_FILE");
  private static final String USUAL_REGION = "us-east-1";
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final SettingKeys keys;
  private final Map<String, String> environment;

  private S3Keys(SettingKeys keys, Map<String, String> environment) {
    this.keys = keys;
    this.environment = environment;
  }

  static S3Settings parse(Map<String, String> keys, Map<String, String> environment) {
    S3Keys read = new S3Keys(SettingKeys.of(keys, NAMES), environment);
    read.check();
    return read.settings();
  }

  /** Tells all that is wrong, a line for each. */
  private void check() {
    SettingKeys.readAll(
        Stream.<Supplier<?>>of(
            this::endpoint,
            this::bucket,
            this::credentials,
            this::signature,
            this::virtualHost,
            this::verifyTls,
            () -> file("CA_FILE")));
  }

  private S3Settings settings() {
    String region = text("REGION");
    return new S3Settings(
        endpoint(),
        region.isEmpty() ? USUAL_REGION : region,
        bucket(),
        credentials(),
        signature(),
        virtualHost(),
        verifyTls(),
        file("CA_FILE"));
  }

  private Signature signature() {
    return choice("AUTHORIZATION_SIGNATURE", "s3v4", "s3v2") ? Signature.S3V2 : Signature.S3V4;
  }

  private boolean virtualHost() {
    return choice("ADDRESSING", "path", "virtual");
  }

  private boolean verifyTls() {
    return !choice("VERIFY_SSL", "1", "0");
  }

  private URI endpoint() {
    String host = text("HOST");
    if (host.isEmpty()) {
      throw new IllegalArgumentException("needs HOST, for example https://s3.example.com");
    }
    try {
      URI uri = URI.create(host.contains("://") ? host : "https://" + host);
      boolean bare =
          uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null
              && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
      if (bare && Set.of("http", "https").contains(uri.getScheme())) {
        return uri.resolve("/");
      }
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("HOST is no address: [http[s]://]HOST[:PORT]", malformed);
    }
    throw new IllegalArgumentException("HOST must be [http[s]://]HOST[:PORT] and nothing more");
  }

  private @Nullable String bucket() {
    String bucket = text("BUCKET");
    if (bucket.isEmpty()) {
      return null;
    }
    if (!isBucket(bucket)) {
      throw new IllegalArgumentException(
          "BUCKET must be 3 to 63 lowercase letters, digits, dots and hyphens");
    }
    return bucket;
  }

  /** Has {@code text} the form of a bucket's name? */
  static boolean isBucket(String text) {
    return BUCKET.matcher(text).matches() && !text.contains("..");
  }

  private S3Credentials credentials() {
    String access = text("AWS_PUBLIC_ACCESS_KEY");
    String secret = text("AWS_SECRET_ACCESS_KEY");
    if (access.isEmpty() != secret.isEmpty()) {
      throw new IllegalArgumentException(
          "needs both AWS_PUBLIC_ACCESS_KEY and AWS_SECRET_ACCESS_KEY, or none of them");
    }
    Path file = file("CREDENTIALS_FILE");
    if (!access.isEmpty() && file != null) {
      throw new IllegalArgumentException(
          "has AWS_PUBLIC_ACCESS_KEY and CREDENTIALS_FILE: leave one of them out");
    }
    if (!access.isEmpty()) {
      return keys(access, secret, text("AWS_SESSION_TOKEN"));
    }
    return file == null
        ? ofEnvironment()
        : new S3Credentials.File(file, text("PROFILE").isEmpty() ? "default" : text("PROFILE"));
  }

  private S3Credentials ofEnvironment() {
    String access = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    return access.isEmpty() || secret.isEmpty()
        ? new S3Credentials.Anonymous()
        : keys(access, secret, environment.getOrDefault("AWS_SESSION_TOKEN", ""));
  }

  private static S3Credentials keys(String access, String secret, String session) {
    return new S3Credentials.Keys(access, secret, session.isEmpty() ? null : session);
  }

  /** Is it {@code other}, not {@code usual}, which it also is when it is not told? */
  private boolean choice(String key, String usual, String other) {
    String text = text(key);
    String value =
        switch (text) {
          case "true" -> "1";
          case "false" -> "0";
          default -> text;
        };
    if (!value.isEmpty() && !value.equals(usual) && !value.equals(other)) {
      throw new IllegalArgumentException(key + " must be " + usual + " or " + other);
    }
    return value.equals(other);
  }

  private @Nullable Path file(String key) {
    String text = text(key);
    try {
      if (text.isEmpty() || Files.isReadable(Path.of(text))) {
        return text.isEmpty() ? null : Path.of(text);
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(key + " is not a path", e);
    }
    throw new IllegalArgumentException(key + " is no file that can be read");
  }

  private String text(String key) {
    return keys.text(key);
  }
}
