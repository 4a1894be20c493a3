package io.lunabuilder.http;

import io.lunabuilder.http.access.Gate;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What watches over a service while it serves.
 *
 * @param gate tells who calls
 * @param tls by what callers know the service; null where it is called without TLS
 * @param slow ends connections that take too long
 */
record Guards(Gate gate, @Nullable TlsIdentity tls, SlowCallers slow) implements AutoCloseable {

  /**
   * Puts them in their places.
   *
   * @param headPatience how long the head of a call may take
   * @throws IOException when a file that one of them needs cannot be used; the message names it
   */
  static Guards of(HttpSettings settings, Duration headPatience) throws IOException {
    TlsSettings files = settings.tls();
    TlsIdentity tls = files == null ? null : TlsIdentity.open(files);
    try {
      return new Guards(Gate.open(settings.access()), tls, new SlowCallers(headPatience));
    } catch (IOException e) {
      if (tls != null) {
        tls.close();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    gate.close();
    slow.close();
    if (tls != null) {
      tls.close();
    }
  }
}
