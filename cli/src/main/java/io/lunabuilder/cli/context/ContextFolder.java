package io.lunabuilder.cli.context;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.jspecify.annotations.Nullable;

/** A folder with a Dockerfile, to be sent as an archive. */
public final class ContextFolder {
  private static final int PIPE_BYTES = 1 << 18;

  private final Path folder;
  private final DockerIgnore ignore;
  private final Consumer<String> notes;

  private ContextFolder(Path folder, DockerIgnore ignore, Consumer<String> notes) {
    this.folder = folder;
    this.ignore = ignore;
    this.notes = notes;
  }

  /**
   * Opens {@code folder}.
   *
   * @param dockerfile path of the Dockerfile relative to {@code folder}, which is sent whatever
   *     {@code .dockerignore} says
   * @param notes told of what is not sent because no archive can hold it
   * @throws IOException when {@code .dockerignore} cannot be read or understood
   */
  public static ContextFolder open(Path folder, String dockerfile, Consumer<String> notes)
      throws IOException {
    return new ContextFolder(folder, DockerIgnore.of(folder, dockerfile), notes);
  }

  /**
   * The folder as a tar, packed while it is read: nothing is kept on disk, and little in memory.
   * Reading fails, rather than ends, when packing failed.
   */
  public InputStream tar() throws IOException {
    return packed(this::packTo);
  }

  /** Like {@link #tar}, as a tar.zst: smaller on the way, for some work at both ends. */
  public InputStream tarZstd() throws IOException {
    return packed(out -> packTo(new ZstdCompressorOutputStream(new BufferedOutputStream(out))));
  }

  private static InputStream packed(Packing packing) throws IOException {
    PackedStream packed = new PackedStream(new PipedInputStream(PIPE_BYTES));
    Thread.ofVirtual().name("pack-context").start(() -> packed.fill(packing));
    return packed;
  }

  private void packTo(OutputStream out) throws IOException {
    try (TarWriter archive = new TarWriter(out)) {
      new ContextWalk(folder, ignore, notes).into(archive);
    }
  }

  /** Something that writes an archive. */
  private interface Packing {
    void to(OutputStream out) throws IOException;
  }

  /** A pipe whose reader learns of the writer's failure, whatever it was. */
  private static final class PackedStream extends FilterInputStream {
    private final PipedOutputStream writer;
    private volatile boolean complete;
    private volatile @Nullable Throwable failure;

    PackedStream(PipedInputStream reader) throws IOException {
      super(reader);
      this.writer = new PipedOutputStream(reader);
    }

    void fill(Packing packing) {
      try (writer) {
        try {
          packing.to(new LeftOpen(writer));
          complete = true;
        } catch (IOException | RuntimeException | LinkageError broken) {
          failure = broken;
        }
      } catch (IOException readerGone) {
        failure = readerGone;
      }
    }

    @Override
    public int read() throws IOException {
      return checked(super.read());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return checked(super.read(buffer, offset, length));
    }

    private int checked(int read) throws IOException {
      if (read < 0 && !complete) {
        Throwable broken = failure;
        throw new IOException(broken == null ? "packing ended early" : broken.toString(), broken);
      }
      return read;
    }
  }

  /**
   * Closing the archive must not end the pipe: its reader could not know yet whether all went well.
   */
  private static final class LeftOpen extends FilterOutputStream {
    LeftOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
