package io.lunabuilder.storekit;

/** A newer version of this program wrote the data; this one would misread it. */
public final class NewerSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says that {@code what} is too new.
   *
   * @param found its version
   * @param known the newest version that this program reads
   */
  public NewerSchemaException(String what, long found, long known) {
    super(what + " has schema " + found + ", but this version reads only up to " + known);
  }
}
