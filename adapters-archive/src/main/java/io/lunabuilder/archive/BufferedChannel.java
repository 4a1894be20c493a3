package io.lunabuilder.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * Reads a file in large pieces for a reader that asks for small ones: a zip of many small files
 * costs two calls of the kernel for each otherwise. For one thread, and for a file that does not
 * change.
 */
final class BufferedChannel implements SeekableByteChannel {
  /** How much is read at once, in bytes. */
  static final int PIECE = 128 << 10;

  private final SeekableByteChannel file;
  private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE).limit(0);
  private long begin;
  private long position;

  BufferedChannel(SeekableByteChannel file) {
    this.file = file;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    requireOpen();
    if (!into.hasRemaining()) {
      return 0;
    }
    if (!holds(position)) {
      if (into.remaining() >= PIECE) {
        return readPast(into);
      }
      fetch();
      if (!holds(position)) {
        return -1;
      }
    }
    int offset = (int) (position - begin);
    int length = Math.min(into.remaining(), piece.limit() - offset);
    into.put(into.position(), piece, offset, length);
    into.position(into.position() + length);
    position += length;
    return length;
  }

  private boolean holds(long place) {
    return place >= begin && place < begin + piece.limit();
  }

  /** Whoever asks for much gets it without a copy. */
  private int readPast(ByteBuffer into) throws IOException {
    file.position(position);
    int length = file.read(into);
    position += Math.max(length, 0);
    return length;
  }

  private void fetch() throws IOException {
    piece.clear().limit(0);
    file.position(position);
    begin = position;
    piece.clear();
    int length = file.read(piece);
    piece.position(0).limit(Math.max(length, 0));
  }

  @Override
  public long position() throws IOException {
    requireOpen();
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    requireOpen();
    if (newPosition < 0) {
      throw new IllegalArgumentException("a position of " + newPosition);
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void requireOpen() throws ClosedChannelException {
    if (!file.isOpen()) {
      throw new ClosedChannelException();
    }
  }
}
