package io.lunabuilder.http;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Gives what the server refuses before any route sees it the form of every other error. */
final class ErrorPages extends ErrorHandler {
  private final RequestIds ids;
  private final CallWatch watch;

  ErrorPages(RequestIds ids, CallWatch watch) {
    this.ids = ids;
    this.watch = watch;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    ids.mark(request, response);
    int status = response.getStatus();
    ApiError error =
        switch (status) {
          case 404 -> ApiError.NOT_FOUND;
          case 405 -> ApiError.METHOD_NOT_ALLOWED;
          case 413, 431 -> ApiError.TOO_LARGE;
          default -> status >= 500 ? ApiError.INTERNAL : ApiError.BAD_REQUEST;
        };
    watch.refusedEarly(status, error);
    byte[] body =
        Json.write(ErrorBody.of(error, "the request was refused as it stands", List.of()));
    SecurityHeaders.addTo(response.getHeaders());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
