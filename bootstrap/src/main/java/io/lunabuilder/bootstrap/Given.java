package io.lunabuilder.bootstrap;

/**
 * A value that an administrator gave.
 *
 * @param origin where it stands
 */
record Given(String value, Origin origin) {
  @Override
  public String toString() {
    return "a value from " + origin;
  }
}
