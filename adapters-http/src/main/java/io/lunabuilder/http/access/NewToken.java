package io.lunabuilder.http.access;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A token that was just made. The service is given the line, the caller the token, and nobody keeps
 * both.
 *
 * @param line for the file of tokens
 * @param token what the caller sends: 256 random bits behind {@code luna_}, by which scanners for
 *     leaked secrets can know it
 */
public record NewToken(TokenLine line, String token) {
  private static final int BYTES = 32;

  /**
   * Makes one.
   *
   * @throws IllegalArgumentException when the name is none
   */
  public static NewToken make(String name, Role role, SecureRandom random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    String token = "luna_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return new NewToken(TokenLine.of(name, role, token), token);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "NewToken[" + line.name() + "]";
  }
}
