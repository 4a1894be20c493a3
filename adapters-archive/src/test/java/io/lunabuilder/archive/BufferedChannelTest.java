package io.lunabuilder.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BufferedChannelTest {
  private static final int SIZE = 3 * BufferedChannel.PIECE + 17;

  private final byte[] bytes = new byte[SIZE];
  private Path file;

  @BeforeEach
  void aFile(@TempDir Path folder) throws IOException {
    new Random(5).nextBytes(bytes);
    file = Files.write(folder.resolve("file"), bytes);
  }

  @Test
  void givesTheSameBytesAsTheFileWhereverAndHoweverManyAreAsked() throws IOException {
    Random random = new Random(7);
    try (SeekableByteChannel buffered = open()) {
      for (int round = 0; round < 2000; round++) {
        int position = random.nextInt(SIZE);
        ByteBuffer into = ByteBuffer.allocate(1 + random.nextInt(round % 7 == 0 ? SIZE : 300));

        int length = buffered.position(position).read(into);

        assertThat(length).isPositive();
        assertThat(buffered.position()).isEqualTo(position + length);
        assertThat(into.flip())
            .isEqualTo(ByteBuffer.wrap(bytes, position, length).slice())
            .satisfies(read -> assertThat(read.remaining()).isEqualTo(length));
      }
    }
  }

  @Test
  void readsTheWholeFileInSmallPiecesWithoutALostByte() throws IOException {
    ByteBuffer whole = ByteBuffer.allocate(SIZE);
    try (SeekableByteChannel buffered = open()) {
      ByteBuffer some = ByteBuffer.allocate(1000);
      while (buffered.read(some) >= 0) {
        whole.put(some.flip());
        some.clear();
      }
    }
    assertThat(whole.array()).isEqualTo(bytes);
  }

  @Test
  void endsWhereTheFileEnds() throws IOException {
    try (SeekableByteChannel buffered = open()) {
      assertThat(buffered.size()).isEqualTo(SIZE);
      assertThat(buffered.position(SIZE).read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(buffered.position(SIZE + 5L).read(ByteBuffer.allocate(SIZE))).isEqualTo(-1);
      assertThat(buffered.read(ByteBuffer.allocate(0))).isZero();
    }
  }

  @Test
  void isNotForWritingAndNotForUseAfterItsEnd() throws IOException {
    SeekableByteChannel buffered = open();
    assertThatThrownBy(() -> buffered.write(ByteBuffer.allocate(1)))
        .isInstanceOf(NonWritableChannelException.class);
    assertThatThrownBy(() -> buffered.truncate(1)).isInstanceOf(NonWritableChannelException.class);

    buffered.close();

    assertThat(buffered.isOpen()).isFalse();
    assertThatThrownBy(() -> buffered.read(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
  }

  private SeekableByteChannel open() throws IOException {
    return new BufferedChannel(Files.newByteChannel(file));
  }
}
