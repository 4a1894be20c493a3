package io.lunabuilder.application.port;

/** The store cannot be reached or does not answer; the same call may work later. */
public class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
