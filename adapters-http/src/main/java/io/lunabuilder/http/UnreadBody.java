package io.lunabuilder.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller still sends when the call is refused already. */
final class UnreadBody {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);
  private static final long MOST_SWALLOWED = 4 << 20;
  private static final Duration LONGEST_SWALLOW = Duration.ofSeconds(2);
  private static final int PIECE = 16 << 10;

  private UnreadBody() {}

  /** Is there a body that was not read to its end? */
  static boolean isThere(Context call) {
    boolean body =
        call.req().getContentLengthLong() > 0 || call.header("Transfer-Encoding") != null;
    try {
      return body && !call.req().getInputStream().isFinished();
    } catch (IOException gone) {
      return true;
    }
  }

  /**
   * Reads on for a moment behind the answer: a caller that still sends would find the connection
   * reset, and lose the answer with it. One that waits to be asked for the body sends none.
   */
  static void swallow(Context call) {
    if (call.header("Expect") != null) {
      return;
    }
    long end = System.nanoTime() + LONGEST_SWALLOW.toNanos();
    long left = MOST_SWALLOWED;
    byte[] piece = new byte[PIECE];
    try {
      call.res().flushBuffer();
      InputStream body = call.req().getInputStream();
      int read = body.read(piece);
      while (read >= 0 && left > 0 && System.nanoTime() < end) {
        left -= read;
        read = body.read(piece);
      }
    } catch (IOException gone) {
      LOG.debug("The caller of {} left", call.path(), gone);
    }
  }
}
