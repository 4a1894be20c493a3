package io.lunabuilder.http;

import io.lunabuilder.http.access.WatchedFiles;
import java.io.IOException;
import java.security.KeyStore;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * By what callers know the service. New connections get what the files say now; those that are open
 * go on with what they began with.
 */
final class TlsIdentity implements AutoCloseable {
  private final SslContextFactory.Server context = new SslContextFactory.Server();
  private final WatchedFiles<KeyStore> files;

  private TlsIdentity(TlsSettings settings) throws IOException {
    context.setKeyStorePassword("");
    files =
        WatchedFiles.open(
            List.of(settings.certificate(), settings.key()),
            contents -> use(PemIdentity.read(contents.get(0), contents.get(1))));
  }

  /**
   * Reads the files.
   *
   * @throws IOException when they cannot be used; the message names them
   */
  static TlsIdentity open(TlsSettings settings) throws IOException {
    return new TlsIdentity(settings);
  }

  private KeyStore use(KeyStore store) throws IOException {
    try {
      if (context.isStarted()) {
        context.reload(started -> context.setKeyStore(store));
      } else {
        context.setKeyStore(store);
      }
      return store;
    } catch (Exception e) {
      throw new IOException("the certificate and its key are of no use", e);
    }
  }

  SslContextFactory.Server context() {
    return context;
  }

  /** Looks at the files no more. */
  @Override
  public void close() {
    files.close();
  }
}
