package io.lunabuilder.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.LogSlice;
import io.lunabuilder.domain.BuildId;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every {@link BuildLog} promises. A subclass brings one that is empty for each test. */
@DisplayName("A build log")
public abstract class BuildLogContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration NO_TIME = Duration.ofMillis(1);

  private final BuildId id = Builds.id();

  /** The log under test, with a cap of at most {@link #mostKept()} bytes. */
  protected abstract BuildLog log();

  /** No log keeps more bytes than this; small enough for a test to write ten times as many. */
  protected abstract int mostKept();

  /** So many bytes from the beginning are kept at least, however long the log; more than none. */
  protected abstract int headKept();

  private long append(String text) {
    return log().append(id, text.getBytes(UTF_8));
  }

  private String read(long offset, int atMost) {
    return new String(log().read(id, offset, atMost).bytes(), UTF_8);
  }

  @Nested
  @DisplayName("that is read:")
  class Reading {

    @Test
    @DisplayName("an unknown log ends at 0 and has nothing")
    void unknown() {
      assertThat(log().end(id)).isZero();
      assertThat(log().read(id, 0, 10).isEmpty()).isTrue();
    }

    @Test
    @DisplayName("what was appended is read in order, and each append tells the offset after it")
    void readsWhatWasAppended() {
      assertThat(append("one\n")).isEqualTo(4);
      assertThat(append("zwölf\n")).isEqualTo(11);

      assertThat(read(0, 100)).isEqualTo("one\nzwölf\n");
      assertThat(log().end(id)).isEqualTo(11);
    }

    @Test
    @DisplayName("an offset counts bytes, and a piece is no longer than asked for")
    void readsAPiece() {
      append("0123456789");

      LogSlice slice = log().read(id, 3, 4);

      assertThat(slice.start()).isEqualTo(3);
      assertThat(slice.bytes()).isEqualTo("3456".getBytes(UTF_8));
      assertThat(read(slice.next(), 100)).isEqualTo("789");
    }

    @Test
    @DisplayName("there is nothing at the end or beyond, and the offset stays what it was")
    void nothingAtTheEnd() {
      append("one\n");

      assertThat(log().read(id, 4, 10).isEmpty()).isTrue();
      assertThat(log().read(id, 99, 10).isEmpty()).isTrue();
      assertThat(log().read(id, 4, 10).next()).isEqualTo(4);
    }

    @Test
    @DisplayName("logs of two builds do not mix")
    void keepsLogsApart() {
      append("mine\n");
      log().append(Builds.id(), "theirs\n".getBytes(UTF_8));

      assertThat(read(0, 100)).isEqualTo("mine\n");
    }

    @Test
    @DisplayName("a reader beside the writer sees every byte once, in order")
    void readsWhileItGrows() throws Exception {
      byte[] text = pattern(0, mostKept() / 2);
      try (Background<byte[]> reader = Background.run(() -> readUntilSealed())) {
        for (int from = 0; from < text.length; from += 1000) {
          log().append(id, Arrays.copyOfRange(text, from, Math.min(text.length, from + 1000)));
        }
        log().seal(id);

        assertThat(reader.result()).isEqualTo(text);
      }
    }

    private byte[] readUntilSealed() throws InterruptedException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      LogSlice slice;
      do {
        log().awaitGrowth(id, all.size(), PATIENCE);
        slice = log().read(id, all.size(), 700);
        all.writeBytes(slice.bytes());
      } while (!slice.isEmpty());
      return all.toByteArray();
    }
  }

  @Nested
  @DisplayName("that grows over its cap:")
  class Capped {

    @Test
    @DisplayName("keeps its head and its tail")
    void keepsHeadAndTail() {
      long end = appendTenTimesTheCap();

      assertThat(log().read(id, 0, headKept()).bytes()).isEqualTo(pattern(0, headKept()));
      assertThat(log().read(id, end - 10, 10).bytes()).isEqualTo(pattern(end - 10, 10));
      assertThat(log().end(id)).isEqualTo(end);
    }

    @Test
    @DisplayName(
        "offsets keep their meaning: from a dropped one reading goes on at the next kept byte")
    void offsetsKeepTheirMeaning() {
      long end = appendTenTimesTheCap();

      long offset = 0;
      long kept = 0;
      long dropped = 0;
      while (offset < end) {
        LogSlice slice = log().read(id, offset, 4096);
        assertThat(slice.isEmpty()).isFalse();
        assertThat(slice.bytes()).isEqualTo(pattern(slice.start(), slice.bytes().length));
        dropped += slice.start() - offset;
        kept += slice.bytes().length;
        offset = slice.next();
      }
      assertThat(kept).isLessThanOrEqualTo(mostKept());
      assertThat(kept + dropped).isEqualTo(end);
    }

    private long appendTenTimesTheCap() {
      long end = 0;
      while (end < 10L * mostKept()) {
        end = log().append(id, pattern(end, 5000));
      }
      return end;
    }
  }

  @Nested
  @DisplayName("that is waited for:")
  class Awaited {

    @Test
    @DisplayName("says at once that there is more")
    void moreIsThere() throws Exception {
      append("one\n");

      assertThat(log().awaitGrowth(id, 3, NO_TIME)).isTrue();
    }

    @Test
    @DisplayName("says that no more came in time")
    void nothingCame() throws Exception {
      append("one\n");

      assertThat(log().awaitGrowth(id, 4, NO_TIME)).isFalse();
      assertThat(log().awaitGrowth(Builds.id(), 0, NO_TIME)).isFalse();
    }

    @Test
    @DisplayName("wakes who waits when it grows, also from nothing")
    void wakesOnGrowth() throws Exception {
      try (Background<Boolean> waiting = Background.run(() -> log().awaitGrowth(id, 0, PATIENCE))) {
        append("one\n");

        assertThat(waiting.result()).isTrue();
        assertThat(read(0, 100)).isEqualTo("one\n");
      }
    }

    @Test
    @DisplayName("wakes who waits when it is sealed, and keeps nobody waiting afterwards")
    void wakesOnSeal() throws Exception {
      append("one\n");
      try (Background<Boolean> waiting = Background.run(() -> log().awaitGrowth(id, 4, PATIENCE))) {
        log().seal(id);

        assertThat(waiting.result()).isTrue();
      }
      log().seal(id);
      assertThat(log().awaitGrowth(id, 4, NO_TIME)).isTrue();
      assertThat(read(0, 100)).isEqualTo("one\n");
    }
  }

  @Nested
  @DisplayName("that is deleted:")
  class Deleted {

    @Test
    @DisplayName("is as if it had never been")
    void forgets() {
      append("one\n");
      log().seal(id);

      log().delete(id);
      log().delete(id);

      assertThat(log().end(id)).isZero();
      assertThat(log().read(id, 0, 10).isEmpty()).isTrue();
    }
  }

  /** Bytes of which each depends on its offset, so that one in a wrong place is seen. */
  private static byte[] pattern(long offset, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      long position = offset + i;
      bytes[i] = (byte) (position ^ (position >>> 8) ^ (position >>> 16));
    }
    return bytes;
  }
}
