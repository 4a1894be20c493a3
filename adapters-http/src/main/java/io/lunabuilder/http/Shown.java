package io.lunabuilder.http;

import io.lunabuilder.domain.Violation;

/** Makes a caller's text fit for an error. */
final class Shown {
  private Shown() {}

  /** Short, and without characters that could forge a line or confuse a terminal. */
  static String of(String text) {
    return new Violation("", text, "", "").value();
  }
}
