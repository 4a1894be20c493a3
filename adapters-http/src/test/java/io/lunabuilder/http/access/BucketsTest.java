package io.lunabuilder.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of 3 calls per minute a caller")
class BucketsTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
  private final Buckets buckets = new Buckets(new RateLimit(3, Duration.ofMinutes(1)), clock::get);

  @Test
  @DisplayName("may make three at once, and then one each 20 seconds")
  void refills() {
    for (int call = 0; call < 3; call++) {
      assertThat(buckets.take("a")).isZero();
    }

    assertThat(buckets.take("a")).isEqualTo(Duration.ofSeconds(20));
    pass(Duration.ofSeconds(5));
    assertThat(buckets.take("a")).isEqualTo(Duration.ofSeconds(15));
    pass(Duration.ofSeconds(15));
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  @DisplayName("has all three again after a minute, and never more")
  void neverMore() {
    buckets.take("a");
    pass(Duration.ofHours(5));

    for (int call = 0; call < 3; call++) {
      assertThat(buckets.take("a")).isZero();
    }
    assertThat(buckets.take("a")).isPositive();
  }

  @Test
  @DisplayName("takes nothing from another")
  void apart() {
    for (int call = 0; call < 9; call++) {
      buckets.take("a");
    }

    assertThat(buckets.take("b")).isZero();
  }

  @Test
  @DisplayName("is forgotten once his bucket is full")
  void forgotten() {
    for (int caller = 0; caller < 1_000; caller++) {
      buckets.take("caller " + caller);
    }
    pass(Duration.ofMinutes(2));
    buckets.take("a");

    assertThat(buckets.known()).isEqualTo(1);
  }

  @Test
  @DisplayName("has no bucket of his own when there are a hundred thousand others")
  void bounded() {
    for (int caller = 0; caller < 100_100; caller++) {
      buckets.take("caller " + caller);
    }

    assertThat(buckets.known()).isLessThanOrEqualTo(100_001);
    assertThat(buckets.take("a newcomer")).isPositive();
    assertThat(buckets.take("caller 7")).isZero();
  }

  @Test
  @DisplayName("cannot be given none")
  void ranges() {
    assertThatThrownBy(() -> new RateLimit(0, Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RateLimit(1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }
}
