package io.lunabuilder.bootstrap;

import io.lunabuilder.application.port.ServerTrust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where pods reach this service.
 *
 * @param url of its API
 * @param authorities file with the certificates of those that may have signed the one that is shown
 *     there; null for those that every program trusts
 */
record PublicAddress(URI url, @Nullable Path authorities) {

  /**
   * Read anew each time, since authorities are renewed.
   *
   * @throws IOException when the file has nothing that could be handed on
   */
  ServerTrust trust() throws IOException {
    return authorities == null ? ServerTrust.USUAL : ServerTrust.Authorities.in(authorities);
  }
}
