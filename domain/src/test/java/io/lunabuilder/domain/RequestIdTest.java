package io.lunabuilder.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The id of a request")
class RequestIdTest {
  private static final UUID UNIQUE = UUID.fromString("4a9a1f36-9a54-4f2f-9d0b-3f6a0e1f8c11");

  @Test
  @DisplayName("is the Unix time and a UUID")
  void form() {
    RequestId id = RequestId.of(Instant.ofEpochSecond(1767355200), UNIQUE);

    assertThat(id.value()).isEqualTo("1767355200,4a9a1f36-9a54-4f2f-9d0b-3f6a0e1f8c11");
    assertThat(RequestId.parse("id", id.value())).isEqualTo(Checked.valid(id));
  }

  @Test
  @DisplayName("has ten digits of time also where that is small")
  void smallTime() {
    assertThat(RequestId.of(Instant.EPOCH, UNIQUE).value()).startsWith("0000000000,");
  }

  @Test
  @DisplayName("of another form is told with the form it must have")
  void wrong() {
    assertThat(RequestId.parse("Luna-Request-Id", "1,2"))
        .isInstanceOfSatisfying(
            Checked.Invalid.class,
            wrong -> assertThat(wrong.violations().toString()).contains("1,2", "10 digits"));
    assertThatThrownBy(() -> new RequestId("1,2")).isInstanceOf(IllegalArgumentException.class);
  }
}
