package io.lunabuilder.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where objects are, and how to ask for them.
 *
 * @param endpoint scheme, host and port, nothing else
 * @param region part of what a version 4 signature signs
 * @param bucket of links that name none; null when all must
 * @param credentials where keys come from
 * @param signature how requests are signed
 * @param virtualHost is the bucket a part of the host's name, not of the path?
 * @param verifyTls must the server's certificate be valid?
 * @param authority PEM file of authorities to trust; null for those of the platform
 */
public record S3Settings(
    URI endpoint,
    String region,
    @Nullable String bucket,
    S3Credentials credentials,
    Signature signature,
    boolean virtualHost,
    boolean verifyTls,
    @Nullable Path authority) {

  /** How requests are signed. */
  public enum Signature {
    /** HMAC-SHA1, for old servers. */
    S3V2,
    /** HMAC-SHA256 with the region. */
    S3V4
  }

  /** Names of all keys that {@link #of} reads. */
  public static Set<String> keys() {
    return S3Keys.NAMES;
  }

  /**
   * Reads settings from single keys.
   *
   * @param environment of the process, for the variables that all programs for S3 know
   * @throws IllegalArgumentException with a line for each key that is wrong, without a secret
   */
  public static S3Settings of(Map<String, String> keys, Map<String, String> environment) {
    return S3Keys.parse(keys, environment);
  }
}
