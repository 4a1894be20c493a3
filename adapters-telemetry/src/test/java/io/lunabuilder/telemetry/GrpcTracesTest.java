package io.lunabuilder.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.Protocol;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Traces over gRPC")
class GrpcTracesTest {

  private final MockWebServer receiver = new MockWebServer();

  /** Speaks HTTP/2 at once, as collectors do without TLS. */
  @BeforeEach
  void start() throws Exception {
    receiver.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    receiver.enqueue(
        new MockResponse.Builder()
            .setHeader("Content-Type", "application/grpc")
            .body(framed(ExportTraceServiceResponse.getDefaultInstance().toByteArray()))
            .trailers(Headers.of("grpc-status", "0"))
            .build());
    receiver.start();
  }

  private static Buffer framed(byte[] message) {
    return new Buffer().writeByte(0).writeInt(message.length).write(message);
  }

  @AfterEach
  void end() {
    receiver.close();
  }

  private Map<String, String> environment(String protocol) {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "http://127.0.0.1:" + receiver.getPort(),
        "OTEL_EXPORTER_OTLP_PROTOCOL",
        protocol,
        "OTEL_EXPORTER_OTLP_HEADERS",
        "api-key=of-tests");
  }

  @Test
  @DisplayName("reach a collector when OTEL_EXPORTER_OTLP_PROTOCOL asks for it")
  void arrive() throws Exception {
    try (Telemetry telemetry = Telemetry.start(environment("grpc"))) {
      telemetry.begun(null).answered("GET", "/1/builds", 200, OptionalInt.empty());
    }

    RecordedRequest call = Objects.requireNonNull(receiver.takeRequest(10, TimeUnit.SECONDS));
    assertThat(call.getTarget())
        .isEqualTo("/opentelemetry.proto.collector.trace.v1.TraceService/Export");
    assertThat(call.getHeaders().get("api-key")).isEqualTo("of-tests");
    assertThat(spans(call)).extracting(Span::getName).containsExactly("GET /1/builds");
  }

  private static List<Span> spans(RecordedRequest call) throws Exception {
    Buffer frames = new Buffer().write(Objects.requireNonNull(call.getBody()));
    boolean packed = frames.readByte() == 1;
    assertThat(frames.readInt()).isEqualTo((int) frames.size());
    try (InputStream message =
        packed ? new GZIPInputStream(frames.inputStream()) : frames.inputStream()) {
      return ExportTraceServiceRequest.parseFrom(message).getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .toList();
    }
  }

  @Test
  @DisplayName("or over any other protocol than the documented ones are refused at the start")
  void otherProtocols() {
    assertThatThrownBy(() -> Telemetry.start(environment("carrier-pigeon")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OTEL_")
        .hasMessageContaining("carrier-pigeon");
  }
}
