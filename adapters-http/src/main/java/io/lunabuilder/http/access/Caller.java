package io.lunabuilder.http.access;

/** Who calls, as far as the service can tell. */
public sealed interface Caller {

  /** Whoever reaches the service: it has no tokens, and lets everyone do everything. */
  record Anyone() implements Caller {}

  /** One with a token. */
  record Known(String name, Role role) implements Caller {}

  /** One without a token, where there are tokens. */
  record Stranger() implements Caller {}

  /** One whose token is not, or no longer, good. */
  record Impostor() implements Caller {}
}
