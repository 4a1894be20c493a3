package io.lunabuilder.k8s;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Asks again with the token that the pod's file holds now, where another one was refused: the
 * client itself looks at the file once a minute.
 *
 * @param file of the service account's token
 */
record OwnPodToken(Path file) implements Authenticator {
  private static final String HEADER = "Authorization";

  @Override
  public @Nullable Request authenticate(@Nullable Route route, Response refused)
      throws IOException {
    String newest = "Bearer " + Files.readString(file, StandardCharsets.US_ASCII).strip();
    return newest.equals(refused.request().header(HEADER))
        ? null
        : refused.request().newBuilder().header(HEADER, newest).build();
  }
}
