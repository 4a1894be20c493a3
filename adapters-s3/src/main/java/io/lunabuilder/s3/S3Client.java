package io.lunabuilder.s3;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioClient;
import io.minio.credentials.AwsConfigProvider;
import io.minio.credentials.Provider;
import io.minio.credentials.StaticProvider;
import io.minio.errors.MinioException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** Asks for objects, by the one kind of request that the right to read them allows. */
final class S3Client {
  /** What a signature of version 4 may say. */
  private static final Duration LONGEST_VALIDITY = Duration.ofDays(7);

  private final S3Settings settings;
  private final S3Limits limits;
  private @Nullable MinioClient client;

  S3Client(S3Settings settings, S3Limits limits) {
    this.settings = settings;
    this.limits = limits;
  }

  /**
   * Asks for an object's bytes; whoever asked closes the answer.
   *
   * @param tag entity tag that the object must have; null for any
   * @param length most bytes to send; null for all
   * @throws MinioException when there is no object to read, or no answer
   */
  GetObjectResponse get(S3Object object, @Nullable String tag, long offset, @Nullable Long length)
      throws MinioException {
    GetObjectArgs.Builder request =
        GetObjectArgs.builder().bucket(object.bucket()).object(object.key());
    if (offset > 0 || length != null) {
      request.offset(offset);
    }
    if (length != null) {
      request.length(length);
    }
    if (tag != null) {
      request.matchETag(tag);
    }
    try {
      return client().getObject(request.build());
    } catch (IllegalStateException noAnswer) {
      // The SDK knows no other form for what its own thread ran into.
      throw new MinioException(noAnswer);
    }
  }

  /**
   * A link by which anyone can read an object for a while.
   *
   * @throws MinioException when keys are missing
   */
  String signedLink(S3Object object, Duration validity) throws MinioException {
    long seconds = Math.clamp(validity.toSeconds(), 1, LONGEST_VALIDITY.toSeconds());
    String link =
        client()
            .getPresignedObjectUrl(
                GetPresignedObjectUrlArgs.builder()
                    .method(Http.Method.GET)
                    .bucket(object.bucket())
                    .object(object.key())
                    .expiry((int) seconds)
                    .build());
    SignatureV2 old = signatureV2();
    return old == null ? link : old.link(HttpUrl.get(link), Instant.now().plusSeconds(seconds));
  }

  /** Null where requests are signed otherwise, or not at all; then the SDK does what is needed. */
  private @Nullable SignatureV2 signatureV2() {
    Provider credentials = provider(settings.credentials());
    return credentials == null || settings.signature() != S3Settings.Signature.S3V2
        ? null
        : new SignatureV2(credentials, settings.endpoint());
  }

  /** Made when it is needed first: it reads all certificates of the platform, which takes time. */
  private synchronized MinioClient client() throws MinioException {
    MinioClient made = client;
    if (made == null) {
      made = make();
      client = made;
    }
    return made;
  }

  /** The region is always told: to find it out takes a right that is not needed otherwise. */
  private MinioClient make() throws MinioException {
    Provider credentials = provider(settings.credentials());
    MinioClient.Builder builder =
        MinioClient.builder().endpoint(settings.endpoint().toString()).region(settings.region());
    OkHttpClient http = http();
    SignatureV2 old = signatureV2();
    if (old != null) {
      http = http.newBuilder().addInterceptor(old).build();
    } else if (credentials != null) {
      builder.credentialsProvider(credentials);
    }
    MinioClient made = builder.httpClient(http).build();
    if (settings.virtualHost()) {
      made.enableVirtualStyleEndpoint();
    }
    return made;
  }

  private OkHttpClient http() throws MinioException {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(limits.connect())
            .readTimeout(limits.stall())
            .writeTimeout(limits.stall())
            .build();
    if (!settings.verifyTls()) {
      return Http.disableCertCheck(http);
    }
    return settings.authority() == null
        ? http
        : Http.enableExternalCertificates(http, settings.authority().toString(), null);
  }

  private static @Nullable Provider provider(S3Credentials credentials) {
    return switch (credentials) {
      case S3Credentials.Anonymous none -> null;
      case S3Credentials.Keys(var access, var secret, var session) ->
          new StaticProvider(access, secret, session);
      case S3Credentials.File(var path, var profile) ->
          new AwsConfigProvider(path.toString(), profile);
    };
  }
}
