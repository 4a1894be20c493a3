package io.lunabuilder.bootstrap;

/** A place from which settings come does not answer now; the message names it. */
final class SettingsUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsUnavailableException(String message) {
    super(message);
  }
}
