package io.lunabuilder.registry;

import java.nio.file.Path;
import java.util.List;
import land.oras.ContainerRef;
import land.oras.auth.AuthProvider;
import land.oras.auth.AuthStore;
import land.oras.auth.AuthStoreAuthenticationProvider;
import land.oras.auth.NoAuthProvider;
import land.oras.exception.OrasException;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to a registry, from a file in the format of docker's {@code config.json}.
 *
 * @param dockerConfig the file, read at each question so that a changed password is seen; null for
 *     none
 */
record Credentials(@Nullable Path dockerConfig) {

  /**
   * The file's credentials for an image, or none.
   *
   * @throws OrasException when the file cannot be read
   */
  AuthProvider forImage(ContainerRef image) {
    if (dockerConfig == null) {
      return new NoAuthProvider();
    }
    AuthStore store = AuthStore.newStore(List.of(dockerConfig));
    // A provider without a credential would send a header that says nothing, so there is none then.
    return store.get(image) == null
        ? new NoAuthProvider()
        : new AuthStoreAuthenticationProvider(store);
  }
}
