package io.lunabuilder.cli;

import java.io.Serial;

/** Nobody reads the results any more, as behind {@code | head -1}: the command ends quietly. */
final class OutputClosed extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
}
