package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.LogMarks;
import io.lunabuilder.domain.BuildOrder;
import io.lunabuilder.domain.Origin;
import io.lunabuilder.domain.RequestId;
import io.lunabuilder.testkit.Builds;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

@DisplayName("The marks of a build in the service's log")
class DiagnosticMarksTest {

  @Test
  @DisplayName("name the build and the call that submitted it, and go with it")
  void marks() {
    RequestId request = RequestId.of(Instant.ofEpochSecond(1767355200), UUID.randomUUID());
    BuildOrder order =
        new BuildOrder(
            Builds.id(), Builds.spec("hello:1"), Builds.NOON, new Origin(request, null, null));

    try (LogMarks.Mark _ = new DiagnosticMarks().mark(order)) {
      assertThat(MDC.getCopyOfContextMap())
          .isEqualTo(Map.of("build_id", order.id().toString(), "request_id", request.value()));
    }

    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }
}
