package io.lunabuilder.bootstrap;

import io.lunabuilder.application.port.LogMarks;
import io.lunabuilder.domain.BuildOrder;
import io.lunabuilder.domain.RequestId;
import org.slf4j.MDC;

/**
 * Marks lines with {@code build_id}, and with the {@code request_id} of who submitted the build.
 */
final class DiagnosticMarks implements LogMarks {
  private static final String BUILD = "build_id";
  private static final String REQUEST = "request_id";

  @Override
  public Mark mark(BuildOrder order) {
    MDC.put(BUILD, order.id().toString());
    RequestId request = order.origin().request();
    if (request != null) {
      MDC.put(REQUEST, request.value());
    }
    return () -> {
      MDC.remove(BUILD);
      MDC.remove(REQUEST);
    };
  }
}
