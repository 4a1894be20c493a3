package io.lunabuilder.application.port;

import io.lunabuilder.domain.FailureCode;
import java.util.Objects;

/**
 * Why an archive cannot be used.
 *
 * @param code the cause
 * @param message in words, naming the entry or host; never a secret
 */
public record ArchiveProblem(FailureCode code, String message) {
  public ArchiveProblem {
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
  }
}
