package io.lunabuilder.bootstrap;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which texts of a docker {@code config.json} must never be shown. */
final class RegistrySecrets {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RegistrySecrets() {}

  /**
   * Passwords and tokens, also in the encoded form in which they stand in the file.
   *
   * @param dockerConfig null for none
   * @throws IOException when the file cannot be read; its message shows nothing of the file
   */
  static Set<String> in(@Nullable Path dockerConfig) throws IOException {
    Set<String> secrets = new HashSet<>();
    if (dockerConfig != null) {
      for (JsonNode login : read(dockerConfig).path("auths")) {
        collect(login, secrets);
      }
    }
    return secrets;
  }

  private static JsonNode read(Path file) throws IOException {
    try {
      return JSON.readTree(file.toFile());
    } catch (JacksonException notJson) {
      throw new StartFailure(
          StartFailure.Cause.SETTINGS,
          "Setting LUNA_BUILDER_DOCKER_CONFIG \"" + file + "\" is no JSON file; mend it");
    }
  }

  private static void collect(JsonNode login, Set<String> secrets) {
    for (String name : Set.of("auth", "password", "identitytoken", "registrytoken")) {
      String secret = login.path(name).asText("");
      if (!secret.isEmpty()) {
        secrets.add(secret);
      }
    }
    password(login.path("auth").asText("")).ifPresent(secrets::add);
  }

  /** What follows the colon in {@code base64(user:password)}. */
  private static Optional<String> password(String auth) {
    try {
      String plain = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
      int colon = plain.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(plain.substring(colon + 1));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
