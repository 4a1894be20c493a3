package io.lunabuilder.archive;

import com.github.luben.zstd.ZstdInputStream;
import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveRefusedException;
import io.lunabuilder.application.port.ArchiveUnpacker;
import io.lunabuilder.domain.FailureCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks zip, and tar in its compressions, as they come in; only a zip that is no file is kept
 * first.
 */
final class StreamingUnpacker implements ArchiveUnpacker {
  /** Memory that a compressed stream may ask for: what {@code xz -9} needs. */
  private static final int XZ_MEMORY_KIB = 70 << 10;

  private static final int ZSTD_WINDOW_LOG = 27;

  private final UnpackLimits limits;
  private final Path spool;

  /**
   * @param spool a folder for zip archives that come as a stream
   */
  StreamingUnpacker(UnpackLimits limits, Path spool) {
    this.limits = limits;
    this.spool = spool;
  }

  @Override
  public Optional<ArchiveProblem> unpack(ArchiveContent archive, Path folder)
      throws InterruptedException {
    SourceStream source = new SourceStream(archive.stream());
    Place place = new Place();
    try (UnpackFolder target = new UnpackFolder(folder, limits.entries())) {
      unpackInOrder(archive, source, target, place);
      target.finish();
      return Optional.empty();
    } catch (UnusableArchiveException e) {
      return Optional.of(e.problem());
    } catch (IOException | RuntimeException e) {
      return Optional.of(judge(e, source, place));
    }
  }

  /** What is wrong with an entry is told only when all before it are written well. */
  private void unpackInOrder(
      ArchiveContent archive, SourceStream source, UnpackFolder target, Place place)
      throws IOException, InterruptedException {
    try {
      unpack(archive, source, target, place);
    } catch (UnusableArchiveException e) {
      target.settle();
      throw e;
    }
  }

  private void unpack(ArchiveContent archive, SourceStream source, UnpackFolder target, Place place)
      throws IOException, InterruptedException {
    BufferedInputStream in = new BufferedInputStream(source, Copying.BUFFER);
    byte[] head = head(in);
    ArchiveKind kind = ArchiveKind.of(head).orElseThrow(() -> unknown(head));
    if (kind == ArchiveKind.ZIP) {
      try (FileChannel zip = asFile(archive, in)) {
        long size = zip.size();
        new ZipUnpacking(new Budget(limits, () -> size), target, place).unpack(zip);
      }
      return;
    }
    try (InputStream tar = new BufferedInputStream(decompressed(kind, in), Copying.BUFFER)) {
      byte[] inner = head(tar);
      if (ArchiveKind.of(inner).orElse(ArchiveKind.ZIP) != ArchiveKind.TAR) {
        throw UnusableArchiveException.corrupt("what is compressed is no tar archive");
      }
      new TarUnpacking(new Budget(limits, source::count), target, place).unpack(tar);
    }
  }

  private static byte[] head(InputStream in) throws IOException {
    in.mark(ArchiveKind.HEAD);
    byte[] head = in.readNBytes(ArchiveKind.HEAD);
    in.reset();
    return head;
  }

  private static UnusableArchiveException unknown(byte[] head) {
    if (head.length == 0) {
      return UnusableArchiveException.corrupt("the archive is empty");
    }
    return UnusableArchiveException.corrupt(
        ArchiveKind.isWebPage(head)
            ? "this is a web page (HTML), no archive; does the link need credentials?"
            : "this is neither zip nor tar (plain, gz, zst, xz or bz2)");
  }

  private static InputStream decompressed(ArchiveKind kind, InputStream in) throws IOException {
    return switch (kind) {
      case GZIP ->
          GzipCompressorInputStream.builder()
              .setInputStream(new GzipInput(in))
              .setDecompressConcatenated(true)
              .get();
      case ZSTD -> new ZstdInputStream(in).setLongMax(ZSTD_WINDOW_LOG);
      case XZ -> new XZInputStream(in, XZ_MEMORY_KIB);
      case BZIP2 -> new BZip2CompressorInputStream(in, true);
      case TAR, ZIP -> in;
    };
  }

  private FileChannel asFile(ArchiveContent archive, InputStream in) throws IOException {
    Optional<Path> file = archive.file();
    return file.isPresent() ? FileChannel.open(file.get()) : spooled(in);
  }

  /** Keeps a zip for as long as it is open: its table of contents is at its end. */
  private FileChannel spooled(InputStream in) throws IOException {
    Path file = Files.createTempFile(spool, "archive-", ".zip");
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      Budget budget = new Budget(limits, () -> Long.MAX_VALUE);
      Copying.copy(
          in,
          java.nio.channels.Channels.newOutputStream(channel),
          "the archive",
          new byte[Copying.BUFFER],
          count -> budget.bytes("the archive", count));
      return channel.position(0);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Tells apart who is at fault when something was thrown that names no entry. What a library says
   * is for its developers, and can be nothing at all.
   */
  private static ArchiveProblem judge(Exception thrown, SourceStream source, Place place)
      throws InterruptedException {
    if (thrown instanceof ClosedByInterruptException
        || thrown instanceof InterruptedIOException
        || Thread.currentThread().isInterrupted()) {
      Thread.interrupted();
      throw new InterruptedException();
    }
    IOException broken = source.failure();
    if (broken instanceof ArchiveRefusedException refused) {
      return refused.problem();
    }
    if (broken != null) {
      return new ArchiveProblem(FailureCode.ARCHIVE_UNREACHABLE, brokeOff(broken, source, place));
    }
    if (thrown instanceof java.io.UncheckedIOException disk) {
      throw disk;
    }
    return new ArchiveProblem(
        FailureCode.ARCHIVE_CORRUPT,
        "the archive is damaged or cut short " + place + "; make it again");
  }

  private static String brokeOff(IOException broken, SourceStream source, Place place) {
    String words = Objects.requireNonNullElse(broken.getMessage(), "");
    return "the archive broke off after "
        + source.count()
        + " bytes, "
        + place
        + (words.isEmpty() ? "" : ": " + words);
  }
}
