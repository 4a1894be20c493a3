package io.lunabuilder.cli;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A service, and what it takes to talk to it.
 *
 * @param address where it is, without a slash at its end; {@code /1} is added by the calls
 * @param token by which the service knows the caller; null for none
 * @param authorities file with the certificates of those that may have signed the service's; null
 *     for the ones that this machine trusts
 */
record Target(URI address, @Nullable String token, @Nullable Path authorities) {
  Target {
    address = URI.create(address.toString().replaceAll("/+$", ""));
  }

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return address.toString();
  }
}
