package io.lunabuilder.registry;

import io.lunabuilder.application.port.ImageRegistry.Answer;

/**
 * What one try gave.
 *
 * @param answer what to tell when it was the last try
 * @param worthRepeating could the same question be answered otherwise in a moment?
 */
record Attempt(Answer answer, boolean worthRepeating) {

  static Attempt certain(Answer answer) {
    return new Attempt(answer, false);
  }

  static Attempt troubled(String message) {
    return new Attempt(new Answer.Unreachable(message), true);
  }
}
