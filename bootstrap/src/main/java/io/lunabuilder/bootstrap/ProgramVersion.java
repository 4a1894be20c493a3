package io.lunabuilder.bootstrap;

import io.lunabuilder.http.Version;
import java.util.Optional;

/** Which version of the program this is. */
final class ProgramVersion {
  private ProgramVersion() {}

  /** What the jar's manifest says; 0.0.0 when the classes lie in folders, as in tests. */
  static Version current() {
    return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
        .map(Version::parse)
        .orElse(new Version(0, 0, 0));
  }
}
