package io.lunabuilder.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.http.ByteRange;

/**
 * Sends a file that never changes, or the part of it that a caller asks for. Several parts at once
 * are not offered: who asks for them gets the whole. Source: RFC 9110, 14.
 *
 * @param tag the file's entity tag, with its quotes
 */
record FileAnswer(Path file, String type, String tag) {

  /**
   * @throws RefusedCallException when nothing of the part is in the file
   */
  void send(Context call) throws IOException {
    try (FileChannel content = FileChannel.open(file)) {
      long size = content.size();
      call.contentType(type).header("ETag", tag).header("Accept-Ranges", "bytes");
      List<ByteRange> wanted = wanted(call, size);
      ByteRange sent = wanted.size() == 1 ? wanted.getFirst() : new ByteRange(0, size - 1);
      if (wanted.size() == 1) {
        call.status(206).header("Content-Range", sent.toHeaderValue(size));
      }
      call.res().setContentLengthLong(sent.getLength());
      if (!HandlerType.HEAD.equals(call.method())) {
        copy(content, sent, Channels.newChannel(call.res().getOutputStream()));
      }
    }
  }

  /** Empty when the caller wants the whole, also since it began with another version. */
  private List<ByteRange> wanted(Context call, long size) {
    String range = call.header("Range");
    String version = call.header("If-Range");
    if (range == null || !range.startsWith("bytes=") || !(version == null || version.equals(tag))) {
      return List.of();
    }
    List<ByteRange> wanted = ByteRange.parse(List.of(range), size);
    if (wanted.isEmpty()) {
      call.header("Content-Range", ByteRange.toNonSatisfiableHeaderValue(size));
      throw new RefusedCallException(
          ApiError.NO_SUCH_RANGE, "there are " + size + " bytes, and none of those asked for");
    }
    return wanted;
  }

  private static void copy(FileChannel content, ByteRange range, WritableByteChannel to)
      throws IOException {
    long at = range.first();
    while (at <= range.last()) {
      long copied = content.transferTo(at, range.last() + 1 - at, to);
      if (copied <= 0) {
        throw new EOFException("the file got shorter while it was sent");
      }
      at += copied;
    }
  }
}
