package io.lunabuilder.bootstrap.plugins;

import java.nio.file.Path;

/**
 * A plug-in that cannot be used, of which no code runs any more.
 *
 * @param place its jar, or its folder of jars
 * @param reason what is wrong with it, and what to do
 */
public record RefusedPlugin(Path place, String reason) {
  /** For a person. */
  public String sentence() {
    return "The plug-in " + place + " is refused: " + reason;
  }
}
