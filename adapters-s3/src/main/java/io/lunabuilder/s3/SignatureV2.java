package io.lunabuilder.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.minio.credentials.Credentials;
import io.minio.credentials.Provider;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Signs requests for objects as S3 wanted it before version 4, which its SDKs know no more. See
 * "Signing and authenticating REST requests" in the developer guide of S3.
 */
final class SignatureV2 implements Interceptor {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

  private final Provider credentials;
  private final URI endpoint;

  SignatureV2(Provider credentials, URI endpoint) {
    this.credentials = credentials;
    this.endpoint = endpoint;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Credentials keys = credentials.fetch();
    String date = DATE.format(ZonedDateTime.now(ZoneOffset.UTC));
    Request.Builder signed = chain.request().newBuilder();
    chain.request().headers().names().stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz-"))
        .forEach(signed::removeHeader);
    String token = "";
    if (keys.sessionToken() != null) {
      signed.header("x-amz-security-token", keys.sessionToken());
      token = "x-amz-security-token:" + keys.sessionToken() + "\n";
    }
    Request request = chain.request();
    String text =
        String.join(
            "\n",
            request.method(),
            Objects.requireNonNullElse(request.header("Content-MD5"), ""),
            Objects.requireNonNullElse(request.header("Content-Type"), ""),
            date,
            token + resource(request.url()));
    signed
        .header("Date", date)
        .header("Authorization", "AWS " + keys.accessKey() + ":" + mac(keys.secretKey(), text));
    return chain.proceed(signed.build());
  }

  /**
   * A link by which anyone can get an object until a moment, as "Query string request
   * authentication" tells.
   */
  String link(HttpUrl object, Instant until) {
    Credentials keys = credentials.fetch();
    long expires = until.getEpochSecond();
    HttpUrl.Builder signed = object.newBuilder();
    String token = "";
    if (keys.sessionToken() != null) {
      signed.addQueryParameter("x-amz-security-token", keys.sessionToken());
      token = "x-amz-security-token:" + keys.sessionToken() + "\n";
    }
    String text = "GET\n\n\n" + expires + "\n" + token + resource(object);
    return signed
        .addQueryParameter("AWSAccessKeyId", keys.accessKey())
        .addQueryParameter("Expires", Long.toString(expires))
        .addQueryParameter("Signature", mac(keys.secretKey(), text))
        .build()
        .toString();
  }

  /** Bucket and key, wherever the bucket stands. Of queries, none that we send is signed. */
  private String resource(HttpUrl url) {
    String host = url.host();
    String own = endpoint.getHost().toLowerCase(Locale.ROOT);
    String path = url.encodedPath();
    return host.equals(own)
        ? path
        : "/" + host.substring(0, host.length() - own.length() - 1) + path;
  }

  private static String mac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot sign requests", e);
    }
  }
}
