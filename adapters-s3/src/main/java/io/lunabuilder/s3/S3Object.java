package io.lunabuilder.s3;

import io.lunabuilder.domain.ArchiveLink;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object of a bucket.
 *
 * @param key 1 to {@value #LONGEST_KEY} bytes of UTF-8, of whose parts between slashes none is a
 *     dot or two: on its way through HTTP such a key would become another
 */
record S3Object(String bucket, String key) {
  static final int LONGEST_KEY = 1024;
  private static final String SCHEME = "s3://";

  private static final Pattern DOTS = Pattern.compile("(^|/)\\.{1,2}(/|$)");

  /** Queries by which a link is signed already: then it is one of http, which anyone may follow. */
  private static final Pattern SIGNED =
      Pattern.compile("(?i)(.*&)?(X-Amz-Signature|Signature)=.*", Pattern.DOTALL);

  /**
   * The object that {@code link} names, in one of three forms: {@code s3://BUCKET/KEY}, a bare key
   * of the bucket of the settings, or the URL of an object of the endpoint.
   *
   * @return empty when it has none of these forms
   */
  static Optional<S3Object> of(ArchiveLink link, S3Settings settings) {
    String text = link.value();
    if (text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return ofPath(text.substring(SCHEME.length()));
    }
    if (link.scheme().isEmpty()) {
      String key = text.startsWith("/") ? text.substring(1) : text;
      return Optional.ofNullable(settings.bucket()).flatMap(bucket -> of(bucket, key));
    }
    return text.contains("://") ? ofUrl(text, settings) : Optional.empty();
  }

  /** What a bucket holds is named by text: nothing of it is encoded. */
  private static Optional<S3Object> ofPath(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? Optional.empty() : of(path.substring(0, slash), path.substring(slash + 1));
  }

  private static Optional<S3Object> of(String bucket, String key) {
    int length = key.getBytes(StandardCharsets.UTF_8).length;
    return S3Keys.isBucket(bucket)
            && length > 0
            && length <= LONGEST_KEY
            && !DOTS.matcher(key).find()
        ? Optional.of(new S3Object(bucket, key))
        : Optional.empty();
  }

  private static Optional<S3Object> ofUrl(String text, S3Settings settings) {
    try {
      URI uri = new URI(text);
      boolean plain =
          uri.getHost() != null
              && uri.getUserInfo() == null
              && (uri.getRawQuery() == null || !SIGNED.matcher(uri.getRawQuery()).matches());
      if (!plain || port(uri) != port(settings.endpoint())) {
        return Optional.empty();
      }
      String bucket = bucketInHost(uri.getHost(), settings.endpoint().getHost());
      if (bucket == null) {
        return Optional.empty();
      }
      String path = decoded(uri.getRawPath());
      return bucket.isEmpty() ? ofPath(path) : of(bucket, path);
    } catch (URISyntaxException | IllegalArgumentException notAnObject) {
      return Optional.empty();
    }
  }

  /** Empty when the host is the endpoint's own; null when it is another. */
  private static @Nullable String bucketInHost(String host, String endpoint) {
    String asked = host.toLowerCase(Locale.ROOT);
    String own = endpoint.toLowerCase(Locale.ROOT);
    if (asked.equals(own)) {
      return "";
    }
    return asked.endsWith("." + own) ? asked.substring(0, asked.length() - own.length() - 1) : null;
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  /** Without the first slash. A plus is a plus in a path. */
  private static String decoded(String path) {
    String encoded = path.isEmpty() ? "" : path.substring(1);
    return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
