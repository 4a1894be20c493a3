package io.lunabuilder.http;

import io.javalin.http.Context;
import io.lunabuilder.domain.Checked;
import io.lunabuilder.domain.RequestId;
import io.lunabuilder.domain.Violation;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/**
 * Gives each call the id that its caller sent, or one of its own, and marks with it what the call
 * logs and what it is answered. A wrong id is not repeated: the call gets another, and is refused.
 */
final class RequestIds extends Handler.Wrapper {
  static final String HEADER = "Luna-Request-Id";

  private static final String GIVEN = RequestIds.class.getName();
  private static final String MARK = "request_id";
  private static final String CALLER_MARK = "caller";

  private final InstantSource clock;
  private final Supplier<UUID> unique;

  RequestIds(InstantSource clock, Supplier<UUID> unique) {
    this.clock = clock;
    this.unique = unique;
  }

  /** The id of a call, and what is wrong with the one that its caller sent. */
  private record Given(RequestId id, List<Violation> problems) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    RequestId id = mark(request, response);
    try (MDC.MDCCloseable _ = MDC.putCloseable(MARK, id.value())) {
      return super.handle(request, response, callback);
    } finally {
      MDC.remove(CALLER_MARK);
    }
  }

  /** Marks what the call at hand logs from now on also with the name of who calls. */
  static void markCaller(String name) {
    MDC.put(CALLER_MARK, name);
  }

  /** Puts the id of a call into its answer; the same however often it is asked for. */
  RequestId mark(Request request, Response response) {
    Given given = request.getAttribute(GIVEN) instanceof Given known ? known : given(request);
    request.setAttribute(GIVEN, given);
    response.getHeaders().put(HEADER, given.id().value());
    return given.id();
  }

  private Given given(Request request) {
    String sent = request.getHeaders().get(HEADER);
    if (sent == null) {
      return new Given(made(), List.of());
    }
    return switch (RequestId.parse(HEADER, sent)) {
      case Checked.Valid<RequestId>(RequestId id) -> new Given(id, List.of());
      case Checked.Invalid<RequestId>(List<Violation> problems) -> new Given(made(), problems);
    };
  }

  private RequestId made() {
    return RequestId.of(clock.instant(), unique.get());
  }

  /**
   * The id of {@code call}.
   *
   * @throws RefusedCallException when its caller sent a wrong one
   */
  static RequestId of(Context call) {
    if (!(call.req().getAttribute(GIVEN) instanceof Given given)) {
      throw new IllegalStateException("a call has no id");
    }
    if (!given.problems().isEmpty()) {
      throw RefusedCallException.badInput(given.problems());
    }
    return given.id();
  }
}
