package io.lunabuilder.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A service as a person names it.
 *
 * @param where what its address was read from, for complaints about it
 * @param url its address, as it was given
 * @param token by which it knows the caller; null for none of its own
 * @param tokenFile file with that; null for none of its own
 * @param authorities file with certificates of those that may have signed its own; null for none
 */
record ServerEntry(
    String where,
    String url,
    @Nullable String token,
    @Nullable Path tokenFile,
    @Nullable Path authorities) {

  /** One of which only the address is known. */
  static ServerEntry at(String url) {
    return new ServerEntry("", url, null, null, null);
  }

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return url;
  }
}
