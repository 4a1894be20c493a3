package io.lunabuilder.http;

import io.javalin.http.Context;
import io.lunabuilder.domain.BuildId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the parts of a call; each method refuses what it cannot read. */
final class Call {
  private static final int LARGEST_JSON = 1024 * 1024;
  private static final Pattern JSON_IN_UTF_8 =
      Pattern.compile("application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?");
  private static final Pattern HALF_A_CODE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private Call() {}

  /** The build that the path names. */
  static BuildId buildId(Context call) {
    String text = call.pathParam("id");
    return BuildId.parse(text).orElseThrow(() -> noBuild(text));
  }

  static RefusedCallException noBuild(Object id) {
    return new RefusedCallException(
        ApiError.BUILD_NOT_FOUND,
        "there is no build " + Shown.of(id.toString()) + ", or it was cleaned up");
  }

  /** A parameter with half a code would be passed over as if it were not there. */
  static void refuseBrokenQuery(Context call) {
    String query = call.queryString();
    if (query != null && HALF_A_CODE.matcher(query).find()) {
      throw new RefusedCallException(
          ApiError.BAD_REQUEST, "the query has a '%' without two hexadecimal digits");
    }
  }

  /** Bodies are taken as they are: a compressed one could unpack to anything. */
  static void refuseCompressed(Context call) {
    String coding = call.header("Content-Encoding");
    if (coding != null && !coding.strip().equalsIgnoreCase("identity")) {
      throw new RefusedCallException(
          ApiError.UNSUPPORTED_MEDIA_TYPE, "send the body without a Content-Encoding");
    }
  }

  private static void refuseLarge(long bytes) {
    if (bytes > LARGEST_JSON) {
      throw new RefusedCallException(
          ApiError.TOO_LARGE, "the body may have at most " + LARGEST_JSON + " bytes");
    }
  }

  /**
   * The JSON body, bounded.
   *
   * @throws RefusedCallException when it is of another type, too large, or breaks off
   */
  static byte[] jsonBody(Context call) {
    String type = Optional.ofNullable(call.contentType()).orElse("").toLowerCase(Locale.ROOT);
    if (!JSON_IN_UTF_8.matcher(type).matches()) {
      throw new RefusedCallException(
          ApiError.UNSUPPORTED_MEDIA_TYPE, "send the body as application/json in UTF-8");
    }
    refuseCompressed(call);
    refuseLarge(call.req().getContentLengthLong());
    try (InputStream body = call.bodyInputStream()) {
      byte[] bytes = body.readNBytes(LARGEST_JSON + 1);
      refuseLarge(bytes.length);
      return bytes;
    } catch (IOException e) {
      throw new RefusedCallException(ApiError.BAD_REQUEST, "the body broke off");
    }
  }
}
