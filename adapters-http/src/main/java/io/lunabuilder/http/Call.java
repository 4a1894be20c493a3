package io.lunabuilder.http;

import io.javalin.http.Context;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** Reads the parts of a call; each method refuses what it cannot read. */
final class Call {
  private static final int LARGEST_JSON = 1024 * 1024;

  private Call() {}

  /** The build that the path names. */
  static BuildId buildId(Context call) {
    String text = call.pathParam("id");
    return BuildId.parse(text).orElseThrow(() -> noBuild(text));
  }

  static RefusedCallException noBuild(Object id) {
    return new RefusedCallException(
        ApiError.BUILD_NOT_FOUND, "there is no build " + id + ", or it was cleaned up");
  }

  /** The JSON body, bounded. */
  static byte[] jsonBody(Context call) {
    String type = Optional.ofNullable(call.contentType()).orElse("").toLowerCase(Locale.ROOT);
    if (!type.matches("application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?")) {
      throw new RefusedCallException(
          ApiError.UNSUPPORTED_MEDIA_TYPE, "send the body as application/json in UTF-8");
    }
    try (InputStream body = call.bodyInputStream()) {
      byte[] bytes = body.readNBytes(LARGEST_JSON + 1);
      if (bytes.length > LARGEST_JSON) {
        throw new RefusedCallException(
            ApiError.TOO_LARGE, "the body may have at most " + LARGEST_JSON + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A whole number in the query; {@code otherwise} when it is not there. */
  static long number(Context call, String name, long otherwise, long least, long most) {
    String text = call.queryParam(name);
    return text == null ? otherwise : number(name, text, least, most);
  }

  static long number(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of range.
    }
    String problem =
        most == Long.MAX_VALUE
            ? "must be a whole number from " + least + " on"
            : "must be a whole number from " + least + " to " + most;
    throw RefusedCallException.badInput(new Violation(name, text, problem, "correct it"));
  }

  /** A boolean in the query; false when it is not there. */
  static boolean flag(Context call, String name) {
    return switch (call.queryParam(name)) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      case String other ->
          throw RefusedCallException.badInput(
              new Violation(name, other, "must be true or false", "correct it"));
    };
  }

  /** Does the caller want server-sent events? */
  static boolean wantsEvents(Context call) {
    return Optional.ofNullable(call.header("Accept")).orElse("").contains("text/event-stream");
  }
}
