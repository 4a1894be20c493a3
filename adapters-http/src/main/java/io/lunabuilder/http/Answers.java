package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.lunabuilder.application.port.StoreUnavailableException;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers and errors, all in one form. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final String JSON = "application/json";
  private static final String RETRY_SECONDS = "5";

  private Answers() {}

  /** Answers with a document, whole and at once: Javalin's own way copies it piece by piece. */
  static void json(Context call, int status, Object body) {
    send(call, status, Json.write(body));
  }

  private static void send(Context call, int status, byte[] document) {
    call.status(status).contentType(JSON);
    call.res().setContentLength(document.length);
    try {
      call.res().getOutputStream().write(document);
    } catch (IOException left) {
      LOG.debug("The caller of {} left", call.path(), left);
    }
  }

  /** The same with an entity tag: a caller that has the document already is told just that. */
  static void tagged(Context call, Object body) {
    byte[] document = Json.write(body);
    EntityTag tag = EntityTag.of(document);
    call.header("ETag", tag.value());
    String known = call.header("If-None-Match");
    if (known != null && tag.isIn(known)) {
      call.status(304);
    } else {
      send(call, 200, document);
    }
  }

  /** A call that is refused before its body was read takes the connection with it. */
  static void error(Context call, ErrorBody body, int status) {
    boolean unread = UnreadBody.isThere(call);
    if (unread) {
      call.header("Connection", "close");
    }
    CallWatch.note(call, body.errorCode());
    json(call, status, body);
    if (unread) {
      UnreadBody.swallow(call);
    }
  }

  /** Makes an error of whatever a handler throws; only what nobody foresaw is logged. */
  static void register(RoutesConfig routes) {
    routes.exception(
        RefusedCallException.class,
        (refused, call) -> error(call, refused.body(), refused.error().httpStatus()));
    routes.exception(HttpResponseException.class, Answers::frameworkError);
    routes.exception(
        StoreUnavailableException.class,
        (down, call) -> {
          LOG.warn("The store does not answer: {}", down.getMessage());
          call.header("Retry-After", RETRY_SECONDS);
          error(call, ErrorBody.of(ApiError.UNAVAILABLE, "try again soon", List.of()), 503);
        });
    routes.exception(
        EofException.class, (left, call) -> LOG.debug("The caller of {} left", call.path(), left));
    routes.exception(
        HttpException.RuntimeException.class,
        (broken, call) ->
            error(
                call,
                ErrorBody.of(ApiError.BAD_REQUEST, "the call cannot be read", List.of()),
                ApiError.BAD_REQUEST.httpStatus()));
    routes.exception(
        Exception.class,
        (unforeseen, call) -> {
          LOG.error("{} {} failed", call.method(), call.path(), unforeseen);
          error(call, ErrorBody.of(ApiError.INTERNAL, "see the service's log", List.of()), 500);
        });
  }

  private static void frameworkError(HttpResponseException thrown, Context call) {
    String methods = thrown.getDetails().getOrDefault("availableMethods", "");
    if (!methods.isEmpty()) {
      call.header("Allow", methods + ", OPTIONS");
    }
    if (!methods.isEmpty() && HandlerType.OPTIONS.equals(call.method())) {
      call.status(204);
      return;
    }
    ApiError error =
        switch (thrown.getStatus()) {
          case 404 -> ApiError.NOT_FOUND;
          case 405 -> ApiError.METHOD_NOT_ALLOWED;
          case 413 -> ApiError.TOO_LARGE;
          case 415 -> ApiError.UNSUPPORTED_MEDIA_TYPE;
          case 500 -> ApiError.INTERNAL;
          default -> ApiError.BAD_REQUEST;
        };
    String detail = call.method().name() + " " + Shown.of(call.path()) + " is not offered";
    error(call, ErrorBody.of(error, detail, List.of()), error.httpStatus());
  }
}
