package io.lunabuilder.archive;

import java.io.IOException;

/** A link leads to an address that links may not lead to; nothing was sent there. */
final class ForbiddenHostException extends IOException {
  private static final long serialVersionUID = 1L;

  ForbiddenHostException(String host) {
    super(host + " has an address that is private, and the host is not among the allowed ones");
  }
}
